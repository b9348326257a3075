import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLiveEvent } from "@/shared/live/use-live";
import { useCurrentUnit } from "@/shared/session/unit";
import { radarQuery } from "./queries";

const SOON = 1500;

/** The radar of the current unit, read again when a lead of a paused source may have come: once for a burst of them. */
export function useRadar() {
  const { unitId } = useCurrentUnit();
  const query = useQuery(radarQuery(unitId));
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLiveEvent("lead.queued", () => {
    waiting.current ??= setTimeout(() => {
      waiting.current = undefined;
      void query.refetch();
    }, SOON);
  });
  useEffect(() => () => clearTimeout(waiting.current), []);
  return query;
}
