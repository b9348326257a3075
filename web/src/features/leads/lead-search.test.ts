import { describe, expect, it } from "vitest";
import { isNarrowed, toFilter, toLeadSearch, toQuery, withCustom } from "./lead-search";

describe("the address of the lead list", () => {
  it("takes one value of a list as a list of one", () => {
    expect(toLeadSearch({ province: "MI", esito_id: ["a", "b"] })).toEqual({
      province: ["MI"],
      esito_id: ["a", "b"],
    });
  });

  it("takes digits as a search for a phone", () => {
    expect(toLeadSearch({ q: 333 })).toEqual({ q: "333" });
  });

  it("forgets what it does not know, and flags that are not set", () => {
    expect(toLeadSearch({ colour: "red", overdue: false, sort: "luck", q: " " })).toEqual({});
  });

  it("shows an agent first who asked last, the others the newest", () => {
    expect(toQuery({}, null, "agente").sort).toBe("-last_activity_at");
    expect(toQuery({}, null, "admin").sort).toBe("-received_at");
    expect(toQuery({ sort: "name" }, null, "agente").sort).toBe("name");
  });

  it("sends the filter of a bulk act without the order, with the unit", () => {
    expect(toFilter({ q: "rossi", sort: "name" }, "u1")).toEqual({ q: "rossi", unit_id: "u1" });
  });

  it("keeps the values of custom fields flat in the address and together in a filter", () => {
    const search = toLeadSearch({ "custom.potenza": 6, q: "rossi" });
    expect(search).toEqual({ "custom.potenza": "6", q: "rossi" });
    expect(toFilter(search, null)).toEqual({
      q: "rossi",
      unit_id: null,
      custom: { potenza: "6" },
    });
    expect(withCustom(search, "potenza", null)).toEqual({ q: "rossi" });
    expect(withCustom({}, "tetto", "Piano")).toEqual({ "custom.tetto": "Piano" });
  });

  it("is not narrowed by an order alone", () => {
    expect(isNarrowed({ sort: "name" })).toBe(false);
    expect(isNarrowed({ overdue: true })).toBe(true);
  });
});
