import { describe, expect, it } from "vitest";
import { toReportSearch } from "./report-search";
import { fromSpec, leadsBehind, toSpec } from "./spec";

describe("the address of a report", () => {
  it("leaves out what it does not know", () => {
    expect(
      toReportSearch({ rows: "phone", columns: "agent", measures: "x", period: "custom" }),
    ).toEqual({
      rows: "agent",
      measures: ["leads"],
      period: "30d",
      chart: "bars",
    });
  });

  it("comes back from a kept report as it was", () => {
    const search = toReportSearch({
      rows: "source",
      columns: "week",
      measures: ["contracts", "leads"],
      period: "custom",
      first: "2026-11-01",
      last: "2026-11-23",
      source: ["Meta"],
      agent_id: "none",
      chart: "line",
    });
    expect(fromSpec(toSpec(search, null), "id")).toEqual({ ...search, saved: "id" });
    expect(toSpec(search, "unit").filter).toEqual({
      source: ["Meta"],
      agent_id: "none",
      unit_id: "unit",
    });
  });
});

describe("the leads behind a cell", () => {
  const search = toReportSearch({ rows: "agent", columns: "month", source: ["Meta"] });

  it("are those of its row and column", () => {
    expect(
      leadsBehind(search, null, [
        ["agent", null],
        ["month", "2026-02-01"],
      ]),
    ).toEqual({
      source: ["Meta"],
      agent_id: "none",
      received_from: "2026-02-01",
      received_to: "2026-02-28",
    });
  });

  it("cannot be shown where the list has no such filter", () => {
    expect(leadsBehind(search, null, [["weekday", "1"]])).toBeNull();
  });
});
