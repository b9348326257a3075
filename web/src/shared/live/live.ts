import { keepStream, type LiveState } from "./connection";
import type { ServerEvent } from "./sse";

/** One event of the server's log: its type ("lead.assigned"), the ids it concerns and its own `payload`. */
export interface LiveEvent {
  id: string;
  type: string;
  [field: string]: unknown;
}

type Message =
  | { kind: "event"; event: LiveEvent }
  | { kind: "state"; state: LiveState; lastId: string }
  | { kind: "hello" };

const REMEMBERED = 300;
const listeners = new Set<(event: LiveEvent) => void>();
const stateListeners = new Set<() => void>();
const seen = new Set<string>();
let lastId = "";
let state: LiveState = "connecting";
let running: AbortController | undefined;

function toLiveEvent({ id, name, data }: ServerEvent): LiveEvent | null {
  try {
    const body: unknown = JSON.parse(data);
    if (!body || typeof body !== "object") return null;
    const fields = body as Record<string, unknown>;
    return { ...fields, id, type: typeof fields.type === "string" ? fields.type : name };
  } catch {
    return null;
  }
}

function deliver(event: LiveEvent): void {
  if (event.id) {
    if (seen.has(event.id)) return;
    seen.add(event.id);
    if (seen.size > REMEMBERED) seen.delete(seen.values().next().value ?? "");
    lastId = event.id;
  }
  for (const listener of listeners) listener(event);
}

function setState(next: LiveState): void {
  state = next;
  for (const listener of stateListeners) listener();
}

/**
 * Starts the live feed of this tab; returns how to stop it. Browsers allow six connections to a server
 * over HTTP/1.1, so only one tab (the holder of a lock) keeps the stream and passes on what it hears;
 * when it closes, the next takes over from the last event it has seen.
 */
export function startLive(): () => void {
  running?.abort();
  const control = new AbortController();
  const { signal } = control;
  running = control;
  seen.clear();
  lastId = "";
  const channel = new BroadcastChannel("goccia-live");
  let leading = false;
  const tell = (message: Message) => {
    if (!signal.aborted) channel.postMessage(message);
  };
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === "event") deliver(data.event);
    else if (data.kind === "state" && !leading) {
      lastId ||= data.lastId;
      setState(data.state);
    } else if (data.kind === "hello" && leading) tell({ kind: "state", state, lastId });
  };
  const lead = () => {
    leading = true;
    return keepStream({
      signal,
      lastId: () => lastId,
      onEvent: (raw) => {
        if (raw.id) lastId = raw.id;
        const event = toLiveEvent(raw);
        if (!event || signal.aborted) return;
        deliver(event);
        tell({ kind: "event", event });
      },
      onState: (next) => {
        setState(next);
        tell({ kind: "state", state: next, lastId });
      },
    });
  };
  setState("connecting");
  tell({ kind: "hello" });
  const turn = navigator.locks
    ? navigator.locks.request("goccia-live", { signal }, lead)
    : Promise.resolve(lead());
  turn.catch(() => {
    // Stopped while it waited for its turn.
  });
  return () => {
    control.abort();
    channel.close();
  };
}

export function onLiveEvent(listener: (event: LiveEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const liveState = {
  get: () => state,
  subscribe: (listener: () => void) => {
    stateListeners.add(listener);
    return () => stateListeners.delete(listener);
  },
};
