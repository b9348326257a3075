import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Today } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";

/** The day of an agent; `null` is one's own. */
export const todayQuery = (agentId: string | null) =>
  queryOptions({
    queryKey: ["today", agentId ?? "me"],
    queryFn: ({ signal }) => http.get<Today>("/api/today", { agent_id: agentId }, signal),
    placeholderData: keepPreviousData,
  });
