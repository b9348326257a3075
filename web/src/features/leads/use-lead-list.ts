import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { LeadPage } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { type LeadSearch, toQuery } from "./lead-search";

const PAGE = 100;

/** The leads of a search, a page at a time; the last answer stays in sight while the next is fetched. */
export function useLeadList(search: LeadSearch) {
  const { unitId } = useCurrentUnit();
  const query = toQuery(search, unitId, useMe().role);
  const list = useInfiniteQuery({
    queryKey: ["leads", "list", query],
    queryFn: ({ pageParam, signal }) =>
      http.get<LeadPage>("/api/leads", { ...query, limit: PAGE, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
  const first = list.data?.pages[0];
  return {
    query,
    list,
    leads: list.data?.pages.flatMap((page) => page.items) ?? [],
    total: first?.total ?? 0,
    capped: first?.total_capped ?? false,
  };
}
