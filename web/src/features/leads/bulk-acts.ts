import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "@/shared/api/http";
import type { EsitoSaid } from "@/shared/leads/esito-acts";
import { type LeadSearch, toFilter } from "./lead-search";
import type { Selection } from "./use-selection";

export type BulkAct =
  | { kind: "assign"; to: "goccia" | { agent_id: string } }
  | { kind: "esito"; said: EsitoSaid }
  | { kind: "trash" }
  | { kind: "restore" };

/** What an act sends beside the leads that it is for. */
function bodyOf(act: BulkAct): object {
  if (act.kind === "assign") return { to: act.to };
  return act.kind === "esito" ? act.said : {};
}

/**
 * Does one thing to everything selected, by its ids or by the filter that finds it. `onDone` is told to how many,
 * even where the list is empty by then and what asked is gone.
 */
export function useBulkAct(
  selection: Selection,
  search: LeadSearch,
  unitId: string | null,
  onDone: (kind: BulkAct["kind"], count: number) => void,
  ownErrors = false,
) {
  const client = useQueryClient();
  return useMutation({
    meta: { ownErrors },
    mutationFn: async (act: BulkAct): Promise<number> => {
      const which = selection.all
        ? { filter: toFilter(search, unitId) }
        : { lead_ids: [...selection.ids] };
      const done = await http.post<{ changed?: number; assigned?: number }>(
        `/api/leads/${act.kind}`,
        { ...which, ...bodyOf(act) },
      );
      return done.changed ?? done.assigned ?? 0;
    },
    onSuccess: (count, act) => onDone(act.kind, count),
    onSettled: () =>
      Promise.all(
        [["leads"], ["today"], ["containers"]].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
