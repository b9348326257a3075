import { describe, expect, it } from "vitest";
import { stepMonth } from "./month";
import { isMonth } from "./return-search";

describe("months of returns", () => {
  it("go from December to January and back", () => {
    expect(stepMonth("2026-12", 1)).toBe("2027-01");
    expect(stepMonth("2027-01", -1)).toBe("2026-12");
    expect(stepMonth("2026-09", 1)).toBe("2026-10");
  });

  it("are read from the address only when they are months", () => {
    expect(["2026-11", "2026-13", "26-1", 202611, undefined].map(isMonth)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
