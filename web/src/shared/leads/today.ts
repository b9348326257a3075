import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Today, TodayLead } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";

export type { Today, TodayLead } from "@/shared/api/generated/types.gen";

/** The day of an agent; `null` is one's own. */
export const todayQuery = (agentId: string | null) =>
  queryOptions({
    queryKey: ["today", agentId ?? "me"],
    queryFn: ({ signal }) => http.get<Today>("/api/today", { agent_id: agentId }, signal),
    placeholderData: keepPreviousData,
  });

export const PARTS = ["overdue", "now", "new", "appointments"] as const;
export type Part = (typeof PARTS)[number];

/** The leads of a day in the order in which they stand there: what `j` and `k` walk through. */
export function rowsOf(today: Today): TodayLead[] {
  return PARTS.flatMap((part) => today[part]);
}

/** The lead to work after this one: the server's choice, or the first that is another. */
export function nextAfter(today: Today, leadId: string): TodayLead | null {
  const wanted = [today.next, ...rowsOf(today)];
  return wanted.find((lead) => lead && lead.id !== leadId) ?? null;
}

/** What the address of a record opened from a day says, so that the next one is that day's next. */
export interface FromToday {
  from: "today";
  /** Whose day it is, where it is not one's own. */
  agent_id?: string;
}

export const fromToday = (agentId: string | null): FromToday =>
  agentId ? { from: "today", agent_id: agentId } : { from: "today" };
