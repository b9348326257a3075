import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { LiveState } from "./connection";
import { liveInvalidation } from "./invalidation";
import { type LiveEvent, liveState, onLiveEvent, startLive } from "./live";

/** Opens the live feed for a logged-in person and keeps the loaded queries fresh. Once, in the shell. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    const invalidation = liveInvalidation(client);
    const forget = onLiveEvent(invalidation.hear);
    const stop = startLive();
    return () => {
      stop();
      forget();
      invalidation.stop();
    };
  }, [client]);
}

/** Calls `handler` for each event whose type is `type` or begins with it and a dot ("lead" hears "lead.assigned"). */
export function useLiveEvent(type: string, handler: (event: LiveEvent) => void): void {
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(
    () =>
      onLiveEvent((event) => {
        if (event.type === type || event.type.startsWith(`${type}.`)) latest.current(event);
      }),
    [type],
  );
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(liveState.subscribe, liveState.get);
}
