import { useState } from "react";
import type { Lead } from "@/shared/leads/lead";
import type { LeadActs } from "@/shared/leads/use-lead-acts";
import { useHotkeys } from "@/shared/lib/use-hotkeys";

/** The list by keyboard: j/k move, Enter opens, x selects, e/n/c/w act on the lead in force. */
export function useListKeys({
  leads,
  acts,
  open,
  toggle,
  clear,
}: {
  leads: readonly Lead[];
  acts: LeadActs;
  open: (id: string) => void;
  toggle: (id: string) => void;
  clear: () => void;
}): { activeIndex: number | null } {
  const [activeId, setActiveId] = useState<string | null>(null);
  const index = leads.findIndex((lead) => lead.id === activeId);
  const active = leads[index];
  const move = (step: number) => {
    const next = leads[Math.min(leads.length - 1, Math.max(0, index + step))];
    if (!next) return;
    setActiveId(next.id);
    // The table scrolls by itself: the row may not be drawn yet.
    document.querySelector(`li[data-lead="${next.id}"]`)?.scrollIntoView({ block: "nearest" });
  };
  const enter = (event: KeyboardEvent) => {
    const control = (event.target as HTMLElement).closest<HTMLElement>("a,button,input");
    if (control) control.click();
    else if (active) open(active.id);
  };
  useHotkeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => active && toggle(active.id),
    e: () => active && acts.esito(active),
    n: () => active && acts.note(active),
    c: () => active && acts.call(active),
    w: () => active && acts.whatsApp(active),
    Escape: clear,
    Enter: enter,
  });
  return { activeIndex: index < 0 ? null : index };
}
