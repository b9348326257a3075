import { describe, expect, it } from "vitest";
import { intervalProblems, nextInterval, OFFICE_WEEK, weekInWords } from "./hours";

describe("a calendar in words", () => {
  it("joins days with the same hours and leaves closed days out", () => {
    const weekly = { ...OFFICE_WEEK, "5": [["09:00", "13:00"]] } as typeof OFFICE_WEEK;
    expect(weekInWords({ weekly })).toBe("lun–ven 09:00–13:00, 14:00–18:00 · sab 09:00–13:00");
  });

  it("tells always open from never open", () => {
    expect(weekInWords({ weekly: null })).toBeNull();
    expect(weekInWords({ weekly: {} })).toBe("");
  });
});

describe("a day's hours", () => {
  it("may go past midnight, but nothing may follow that", () => {
    expect(intervalProblems([["20:00", "02:00"]])).toEqual([null]);
    expect(
      intervalProblems([
        ["20:00", "02:00"],
        ["22:00", "23:00"],
      ]),
    ).toEqual([null, "overlap"]);
  });

  it("are refused where they overlap or have no length", () => {
    expect(
      intervalProblems([
        ["09:00", "13:00"],
        ["12:00", "15:00"],
        ["18:00", "18:00"],
      ]),
    ).toEqual([null, "overlap", "empty"]);
  });

  it("get another interval that begins after the last and ends within the day", () => {
    expect(nextInterval([["09:00", "13:00"]])).toEqual(["14:00", "18:00"]);
    expect(nextInterval([["09:00", "21:30"]])).toEqual(["22:30", "24:00"]);
  });
});
