import { useQuery } from "@tanstack/react-query";
import type { PageUserBrief, UserBrief } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { can } from "@/shared/session/can";
import { useMe } from "@/shared/session/me";

const MOST = 200;

/** The active agents of a unit (or of all that one sees), for those who may assign; nobody for an Agente. */
export function useAgents(unitId: string | null | undefined, wanted = true): readonly UserBrief[] {
  const allowed = can(useMe(), "lead:assign");
  const { data } = useQuery({
    queryKey: ["users", "agents", unitId ?? null],
    queryFn: ({ signal }) =>
      http.get<PageUserBrief>(
        "/api/users",
        { role: "agente", active: true, unit_id: unitId, limit: MOST },
        signal,
      ),
    enabled: allowed && wanted,
    staleTime: 60_000,
  });
  return data?.items ?? [];
}
