import type { QueryClient } from "@tanstack/react-query";
import type { LiveEvent } from "./live";

/** Which query keys (by their first word) an event makes stale, by the first word of its type. */
const STALE: Record<string, readonly string[]> = {
  // Somebody that waited at Meta for a container is a lead now.
  lead: ["leads", "today", "containers", "meta"],
  note: ["leads"],
  esito: ["esiti", "leads", "today"],
  container: ["containers"],
  member: ["containers", "users"],
  unit: ["units", "me"],
  user: ["users", "containers", "me"],
  custom_field: ["custom-fields", "leads"],
  import: ["imports"],
  delivery: ["containers", "imports"],
  meta: ["meta"],
  view: ["views"],
  outbox: ["outbox"],
  vendor_return: ["returns"],
  vendor_file: ["returns"],
  radar: ["radar", "briefing"],
  origin: ["radar", "briefing", "containers", "leads"],
};

export function staleKeys(event: LiveEvent): readonly string[] {
  return STALE[event.type.split(".")[0] ?? ""] ?? [];
}

/**
 * Refetches what events make stale: the first at once, the rest of a burst together every `pauseMs`, so
 * that a thousand imported leads do not become a thousand requests.
 */
export function liveInvalidation(client: QueryClient, pauseMs = 700) {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    if (waiting.size === 0) return;
    for (const key of waiting) void client.invalidateQueries({ queryKey: [key] });
    waiting.clear();
    timer = setTimeout(flush, pauseMs);
  };
  return {
    hear: (event: LiveEvent) => {
      for (const key of staleKeys(event)) waiting.add(key);
      if (timer === undefined) flush();
    },
    stop: () => clearTimeout(timer),
  };
}
