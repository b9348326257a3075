import { describe, expect, it } from "vitest";
import { formatAge, formatMoment, formatRelative, fromRome, toRome } from "./dates";

describe("times on Rome's clocks", () => {
  it("know that winter is one hour and summer two hours ahead of UTC", () => {
    expect(fromRome("2026-01-15", "09:00")).toBe("2026-01-15T08:00:00.000Z");
    expect(fromRome("2026-07-15", "09:00")).toBe("2026-07-15T07:00:00.000Z");
  });

  it("are right on the days the clocks change", () => {
    expect(fromRome("2026-03-29", "01:30")).toBe("2026-03-29T00:30:00.000Z");
    expect(fromRome("2026-03-29", "09:00")).toBe("2026-03-29T07:00:00.000Z");
    expect(fromRome("2026-10-25", "09:00")).toBe("2026-10-25T08:00:00.000Z");
    expect(fromRome("2026-10-25", "00:30")).toBe("2026-10-24T22:30:00.000Z");
  });

  it("come back as they went", () => {
    for (const day of ["2026-03-28", "2026-03-29", "2026-10-25", "2026-12-31"]) {
      expect(toRome(fromRome(day, "18:45"))).toEqual({ day, time: "18:45" });
    }
  });
});

describe("how a list names a moment", () => {
  const now = "2026-11-23T10:00:00Z";

  it("says only the time today and adds the day otherwise", () => {
    expect(formatMoment("2026-11-23T08:05:00Z", now)).toBe("09:05");
    expect(formatMoment("2026-11-22T22:59:00Z", now)).toBe("ieri 23:59");
    expect(formatMoment("2026-11-22T23:01:00Z", now)).toBe("00:01");
    expect(formatMoment("2026-03-02T08:00:00Z", now)).toBe("2 mar 09:00");
    expect(formatMoment("2025-03-02T08:00:00Z", now)).toBe("2 mar 2025");
  });

  it("counts ages in the largest whole unit", () => {
    expect(formatAge("2026-11-23T09:59:20Z", now)).toBe("40s");
    expect(formatAge("2026-11-23T07:00:00Z", now)).toBe("3h");
    expect(formatAge("2026-11-18T07:00:00Z", now)).toBe("5g");
    expect(formatRelative("2026-11-23T12:00:00Z", now)).toBe("tra 2 ore");
  });
});
