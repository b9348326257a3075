import { useSyncExternalStore } from "react";

let counts: Readonly<Record<string, number>> = {};
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The count beside an entry of the navigation ("today", "leads", …); 0 takes it away. */
export function setNavBadge(entry: string, count: number): void {
  counts = { ...counts, [entry]: count };
  for (const listener of listeners) listener();
}

export function useNavBadges(): Readonly<Record<string, number>> {
  return useSyncExternalStore(subscribe, () => counts);
}
