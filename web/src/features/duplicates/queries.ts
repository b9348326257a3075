import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Comparison, PairPage } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";

export const pairsQuery = (unitId: string | null) =>
  infiniteQueryOptions({
    queryKey: ["duplicates", "list", unitId],
    queryFn: ({ signal, pageParam }) =>
      http.get<PairPage>(
        "/api/leads/duplicates",
        { unit_id: unitId, limit: 30, cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const comparisonQuery = (lead: string, other: string) =>
  queryOptions({
    queryKey: ["duplicates", "comparison", lead, other],
    queryFn: ({ signal }) =>
      http.get<Comparison>(`/api/leads/${lead}/comparison`, { other_id: other }, signal),
  });
