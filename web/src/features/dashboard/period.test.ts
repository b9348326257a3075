import { describe, expect, it } from "vitest";
import { toDashboardSearch } from "./dashboard-search";
import { leadsOf, leadsOfStep, waitParts } from "./period";

describe("the address of the dashboard", () => {
  it("knows its periods and falls back to seven days", () => {
    expect(toDashboardSearch({ period: "today" })).toEqual({ period: "today" });
    expect(toDashboardSearch({ period: "forever" })).toEqual({ period: "7d" });
    expect(toDashboardSearch({ period: "custom", from: "2026-11-01" })).toEqual({ period: "7d" });
    expect(toDashboardSearch({ period: "custom", from: "2026-11-01", to: "2026-11-03" })).toEqual({
      period: "custom",
      from: "2026-11-01",
      to: "2026-11-03",
    });
  });
});

describe("the leads behind a mark", () => {
  const span = { start: "2026-11-16T23:00:00Z", end: "2026-11-23T09:30:00Z" };

  it("are those of the period's days in Rome", () => {
    expect(leadsOf(span, { won: true })).toEqual({
      received_from: "2026-11-17",
      received_to: "2026-11-23",
      won: true,
    });
    expect(leadsOf({ ...span, end: "2026-11-22T23:00:00Z" }).received_to).toBe("2026-11-22");
  });

  it("are those of an hour, a day, a week or a month, and none after the period", () => {
    expect(leadsOfStep("2026-11-23T08:00:00Z", "hour", span.end)).toEqual({
      received_from: "2026-11-23T09:00:00+01:00",
      received_to: "2026-11-23T10:00:00+01:00",
    });
    expect(leadsOfStep("2026-11-19T23:00:00Z", "day", span.end)).toEqual({
      received_from: "2026-11-20",
      received_to: "2026-11-20",
    });
    expect(leadsOfStep("2026-11-15T23:00:00Z", "week", span.end).received_to).toBe("2026-11-22");
    expect(leadsOfStep("2026-10-31T23:00:00Z", "month", span.end).received_to).toBe("2026-11-23");
  });
});

describe("a wait", () => {
  it("is told in days, hours and minutes", () => {
    expect(waitParts(89)).toEqual({ days: 0, hours: 0, minutes: 1 });
    expect(waitParts(90_061)).toEqual({ days: 1, hours: 1, minutes: 1 });
  });
});
