import { useState } from "react";
import type { Lead } from "@/shared/leads/lead";

/** What is selected: leads by id, or all that the filter finds, shown or not. */
export type Selection = { all: boolean; ids: ReadonlySet<string> };

const NOTHING: Selection = { all: false, ids: new Set() };

/** The selection of a list; a new filter (`key`) begins with nothing. */
export function useSelection(leads: readonly Lead[], key: string) {
  const [state, setState] = useState({ key, selection: NOTHING });
  const selection = state.key === key ? state.selection : NOTHING;
  const set = (next: Selection) => setState({ key, selection: next });
  const chosen = (id: string) => selection.all || selection.ids.has(id);
  const shown = leads.filter((lead) => chosen(lead.id)).length;
  return {
    selection,
    isSelected: chosen,
    allShown: (shown > 0 && (shown === leads.length || "indeterminate")) as
      | boolean
      | "indeterminate",
    select: (id: string, on: boolean) => {
      const ids = new Set(selection.all ? leads.map((lead) => lead.id) : selection.ids);
      if (on) ids.add(id);
      else ids.delete(id);
      set({ all: false, ids });
    },
    selectShown: (on: boolean) =>
      set(on ? { all: false, ids: new Set(leads.map((lead) => lead.id)) } : NOTHING),
    selectAll: () => set({ all: true, ids: new Set() }),
    clear: () => set(NOTHING),
  };
}
