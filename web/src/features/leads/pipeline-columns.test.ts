import { describe, expect, it } from "vitest";
import type { PipelineColumn } from "@/shared/api/generated/types.gen";
import type { Lead } from "@/shared/leads/lead";
import { arranged, type Move } from "./pipeline-columns";

const lead = (id: string) => ({ id }) as Lead;
const column = (id: string | null, leads: string[], total = leads.length): PipelineColumn => ({
  esito: id === null ? null : { id, name: id, colour: "gray", icon: "circle" },
  final: false,
  settable: true,
  items: leads.map(lead),
  next_cursor: null,
  total,
  total_capped: false,
});
const shown = (columns: readonly PipelineColumn[]) =>
  columns.map(({ items, total }) => [items.map(({ id }) => id), total]);

describe("arranged", () => {
  const columns = [column("new", ["a", "b"], 40), column("call", ["c"]), column(null, ["d"])];
  const moves = (...all: [string, string][]) =>
    new Map<string, Move>(all.map(([id, to]) => [id, { lead: lead(id), to }]));

  it("puts a moved lead on top of where it goes, and counts it there", () => {
    expect(shown(arranged(columns, moves(["b", "call"], ["d", "call"])))).toEqual([
      [["a"], 39],
      [["b", "d", "c"], 3],
      [[], 0],
    ]);
  });

  it("shows a lead once when the server has moved it already", () => {
    const after = [column("new", ["a"], 39), column("call", ["b", "c"]), column(null, ["d"])];
    expect(arranged(after, moves(["b", "call"]))).toEqual(after);
  });

  it("leaves all as it is while nothing moves", () => {
    expect(arranged(columns, new Map())).toBe(columns);
  });
});
