import { expect, it } from "vitest";
import { toMinutes, toSpan } from "./duration";

it("says a time until the next attempt in the largest whole span", () => {
  expect(toSpan(4320)).toEqual({ amount: 3, span: "days" });
  expect(toSpan(180)).toEqual({ amount: 3, span: "hours" });
  expect(toSpan(90)).toEqual({ amount: 90, span: "minutes" });
});

it("gives the minutes back", () => {
  for (const minutes of [1, 59, 60, 1440, 1500]) {
    const { amount, span } = toSpan(minutes);
    expect(toMinutes(amount, span)).toBe(minutes);
  }
});
