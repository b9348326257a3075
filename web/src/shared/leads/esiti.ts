import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Esito, PageEsito } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";

const MOST = 200;

export const esitiQuery = queryOptions({
  queryKey: ["esiti", "list", { active: true }],
  queryFn: ({ signal }) => http.get<PageEsito>("/api/esiti", { active: true, limit: MOST }, signal),
  staleTime: 10 * 60_000,
});

/** The active esiti, in their order: of one unit where it is given (with those of all units), else of all. */
export function useEsiti(unitId?: string | null): readonly Esito[] {
  const { data } = useQuery(esitiQuery);
  const all = data?.items ?? [];
  return unitId ? all.filter((esito) => esito.unit_id === null || esito.unit_id === unitId) : all;
}
