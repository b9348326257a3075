import { queryOptions } from "@tanstack/react-query";
import type { Radar, RadarSource } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";

const HALF_A_MINUTE = 30_000;

export const radarQuery = (unitId: string | null) =>
  queryOptions({
    queryKey: ["radar", "list", unitId],
    queryFn: ({ signal }) => http.get<Radar>("/api/radar", { unit_id: unitId }, signal),
    refetchInterval: HALF_A_MINUTE,
  });

/** What names a source in the address of the lead list and in an act. */
export const placeOf = ({ container, origin }: RadarSource) => ({
  container_id: container.id,
  origin,
});

export const keyOf = ({ container, origin }: RadarSource) => `${container.id} ${origin}`;

/** The lead list behind a number: those counted, the bad ones, or those that wait. */
export function leadsOf(source: RadarSource, which: "worked" | "bad" | "waiting") {
  const place = { container_id: [source.container.id], origin: source.origin };
  if (which === "waiting") return { ...place, queued: true };
  const counted = { ...place, beyond_start: true, received_from: source.since };
  return which === "bad" ? { ...counted, bad_lead: true } : counted;
}
