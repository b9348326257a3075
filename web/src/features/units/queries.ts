import { infiniteQueryOptions } from "@tanstack/react-query";
import { listUnits } from "@/shared/api/generated";

export const unitsQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ["units", "list", { q }],
    queryFn: ({ pageParam, signal }) =>
      listUnits({ query: { q: q || null, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });
