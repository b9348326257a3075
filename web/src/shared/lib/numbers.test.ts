import { expect, it } from "vitest";
import { formatCount, formatMoney, formatNumber } from "./numbers";

it("groups four digits too", () => {
  expect(formatNumber(5211)).toBe("5.211");
  expect(formatCount(1000, true)).toBe("1.000+");
});

it("writes amounts in euros from the API's decimal text", () => {
  expect(formatMoney("1234.5").replace(/\s/g, " ")).toBe("1.234,50 €");
});
