import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import type { PageView } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { useCurrentUnit } from "@/shared/session/unit";
import type { LeadSearch } from "./lead-search";
import { ALL, toViewSearch } from "./views";

/** The saved views, and which one the address is of. A bare address opens the person's own first view. */
export function useViews(search: LeadSearch) {
  const { unitId } = useCurrentUnit();
  const navigate = useNavigate();
  const { data, isPending } = useQuery({
    queryKey: ["views", "list", unitId],
    queryFn: ({ signal }) =>
      http.get<PageView>("/api/views", { unit_id: unitId, limit: 200 }, signal),
    staleTime: 60_000,
  });
  const views = data?.items ?? [];
  const first = views.find((view) => view.default);
  const bare = Object.keys(search).length === 0;
  const target = bare ? first : undefined;
  useEffect(() => {
    if (target) void navigate({ to: "/leads", search: toViewSearch(target), replace: true });
  }, [target, navigate]);
  return {
    views,
    current: views.find((view) => view.id === search.view) ?? null,
    opening: bare && (isPending || target !== undefined),
    /** An address that was narrowed to nothing is not a bare one. */
    keep: (next: LeadSearch): LeadSearch => (first && !next.view ? { ...next, view: ALL } : next),
  };
}
