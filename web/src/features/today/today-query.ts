import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Today, TodayLead } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";

export type { Today, TodayLead } from "@/shared/api/generated/types.gen";

export const PARTS = ["overdue", "now", "new", "appointments"] as const;
export type Part = (typeof PARTS)[number];

/** The day of an agent; `null` is one's own. */
export const todayQuery = (agentId: string | null) =>
  queryOptions({
    queryKey: ["today", agentId ?? "me"],
    queryFn: ({ signal }) => http.get<Today>("/api/today", { agent_id: agentId }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

/** The rows in the order of the page: what `j` and `k` walk through. */
export function rowsOf(today: Today): TodayLead[] {
  return PARTS.flatMap((part) => today[part]);
}
