import { expect, it } from "vitest";
import { parseTime, shiftTime } from "./time-value";

it.each([
  ["9", "09:00"],
  ["930", "09:30"],
  ["18.45", "18:45"],
  ["0:05", "00:05"],
  ["1830", "18:30"],
  ["24", null],
  ["9:75", null],
  ["presto", null],
])("reads %s as %s", (text, time) => {
  expect(parseTime(text)).toBe(time);
});

it("does not leave the day with the arrow keys", () => {
  expect(shiftTime("23:50", 15)).toBe("23:59");
  expect(shiftTime("00:05", -15)).toBe("00:00");
  expect(shiftTime("09:00", 15)).toBe("09:15");
});
