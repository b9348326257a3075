import { useMutation, useQueryClient } from "@tanstack/react-query";
import type {
  AssignResult,
  EsitoBulkResult,
  LeadFilter,
  LeadPage,
} from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { type LeadSearch, toFilter } from "./lead-search";
import type { Selection } from "./use-selection";

/** As many as the server takes in one piece. */
export const MOST_BY_ID = 1000;
const PAGE = 200;
const AT_ONCE = 4;

export type BulkAct =
  | { kind: "assign"; to: "goccia" | { agent_id: string } }
  | { kind: "esito"; esito_id: string }
  | { kind: "trash" }
  | { kind: "restore" };

/** The ids of a selection; those of a filter are asked for, up to what one act can take. */
async function idsOf(selection: Selection, filter: LeadFilter): Promise<string[]> {
  if (!selection.all) return [...selection.ids];
  const ids: string[] = [];
  const { custom: _, ...query } = filter;
  let cursor: string | null = null;
  do {
    const page: LeadPage = await http.get("/api/leads", { ...query, limit: PAGE, cursor });
    ids.push(...page.items.map((lead) => lead.id));
    cursor = page.next_cursor;
  } while (cursor && ids.length < MOST_BY_ID);
  return ids.slice(0, MOST_BY_ID);
}

async function oneByOne(ids: readonly string[], act: (id: string) => Promise<unknown>) {
  const waiting = [...ids];
  const work = async () => {
    for (let id = waiting.shift(); id; id = waiting.shift()) await act(id);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return ids.length;
}

/** Does one thing to everything selected; answers to how many. */
export function useBulkAct(selection: Selection, search: LeadSearch, unitId: string | null) {
  const client = useQueryClient();
  const filter = toFilter(search, unitId);
  return useMutation({
    mutationFn: async (act: BulkAct): Promise<number> => {
      if (act.kind === "assign") {
        const which = selection.all ? { filter } : { lead_ids: [...selection.ids] };
        const done = await http.post<AssignResult>("/api/leads/assign", { ...which, to: act.to });
        return done.assigned;
      }
      const ids = await idsOf(selection, filter);
      if (act.kind === "esito") {
        const body = { lead_ids: ids, esito_id: act.esito_id };
        return (await http.post<EsitoBulkResult>("/api/leads/esito", body)).changed;
      }
      return oneByOne(ids, (id) =>
        act.kind === "trash"
          ? http.delete(`/api/leads/${id}`)
          : http.post(`/api/leads/${id}/restore`),
      );
    },
    onSettled: () =>
      Promise.all(
        [["leads"], ["today"], ["containers"]].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
