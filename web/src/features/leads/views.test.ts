import { describe, expect, it } from "vitest";
import type { View } from "@/shared/api/generated/types.gen";
import { columnsOf, exportedColumns } from "./columns";
import { cleared, isNarrowed, toQuery } from "./lead-search";
import { isModified, toSaved, toViewSearch } from "./views";

const view: View = {
  id: "v1",
  name: "Milano",
  unit_id: null,
  owner: { id: "u1", name: "Anna" },
  filter: { province: ["MI"], received_from: "2026-11-01", custom: { tetto: "Piano" } },
  sort: "-custom.potenza",
  columns: ["name", "custom.potenza"],
  mine: true,
  default: false,
  may_change: true,
};

describe("a saved view", () => {
  it("is shown by an address that keeps the same when it is saved again", () => {
    const { filter, sort, columns } = view;
    expect(toSaved(toViewSearch(view))).toEqual({ filter, sort, columns });
  });

  it("is modified by another filter, order or column, not by the order of the filters", () => {
    const { province, ...rest } = toViewSearch(view);
    expect(isModified({ ...rest, province: province ?? [] }, view, "admin")).toBe(false);
    expect(isModified({ ...rest, province: ["RM"] }, view, "admin")).toBe(true);
    expect(isModified({ ...toViewSearch(view), sort: "name" }, view, "admin")).toBe(true);
    expect(isModified({ ...toViewSearch(view), columns: ["name"] }, view, "admin")).toBe(true);
    const plain = { ...view, filter: {}, sort: null, columns: [] };
    expect(isModified({ view: "v1", sort: "-received_at" }, plain, "admin")).toBe(false);
  });

  it("is no part of the query, and stays when the filters go", () => {
    const search = toViewSearch(view);
    expect(Object.keys(toQuery(search, null, "admin")).sort()).toEqual([
      "custom.tetto",
      "province",
      "received_from",
      "sort",
      "unit_id",
    ]);
    expect(isNarrowed(cleared(search))).toBe(false);
    expect(cleared(search).view).toBe("v1");
  });

  it("shows and exports its columns, without those that the role or the page does not know", () => {
    const columns = ["phone", "agent", "custom.potenza", "luck"];
    expect(columnsOf("admin", { columns })).toEqual(["phone", "agent", "custom.potenza"]);
    expect(exportedColumns("agente", { columns })).toEqual(["phone", "custom.potenza"]);
    expect(columnsOf("admin", { columns: ["luck"] })).toEqual(columnsOf("admin"));
  });
});
