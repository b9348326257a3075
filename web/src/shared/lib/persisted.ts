import { useSyncExternalStore } from "react";

export interface Persisted<T> {
  get: () => T;
  set: (value: T) => void;
  subscribe: (listener: () => void) => () => void;
}

/** A value kept in localStorage, shared by all tabs. `key` gets the prefix `goccia.`. */
export function persisted<T>(key: string, initial: T): Persisted<T> {
  const name = `goccia.${key}`;
  const listeners = new Set<() => void>();
  const read = (): T => {
    try {
      const text = localStorage.getItem(name);
      return text === null ? initial : (JSON.parse(text) as T);
    } catch {
      return initial;
    }
  };
  let value = read();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  window.addEventListener("storage", (event) => {
    if (event.key !== name) return;
    value = read();
    tell();
  });
  return {
    get: () => value,
    set: (next) => {
      value = next;
      try {
        localStorage.setItem(name, JSON.stringify(next));
      } catch {
        // A full or forbidden storage only means that the choice is not remembered.
      }
      tell();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Reads a persisted value and renders again when it changes, here or in another tab. */
export function usePersisted<T>(store: Persisted<T>): [T, (value: T) => void] {
  return [useSyncExternalStore(store.subscribe, store.get), store.set];
}
