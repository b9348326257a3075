import { apiFetch } from "@/shared/api/fetch";
import { ApiError } from "@/shared/api/problem";
import { readEvents, type ServerEvent } from "./sse";

/** Longer than the server's heartbeat: silence beyond it means that the line is dead. */
const SILENCE_MS = 60_000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;

export type LiveState = "connecting" | "connected" | "offline";

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener("online", done);
    signal.addEventListener("abort", done);
  });
}

/**
 * Keeps `GET /api/stream` open until `signal` aborts. After a break it asks for what it missed with
 * `Last-Event-ID`. `fetch` instead of `EventSource`: an expired token is renewed instead of ending the
 * stream for good, and a new connection can carry the id of the last event.
 */
export async function keepStream(options: {
  signal: AbortSignal;
  lastId: () => string;
  onEvent: (event: ServerEvent) => void;
  onState: (state: LiveState) => void;
}): Promise<void> {
  const { signal, lastId, onEvent, onState } = options;
  let wait = FIRST_RETRY_MS;
  while (!signal.aborted) {
    const attempt = new AbortController();
    const stop = () => attempt.abort();
    signal.addEventListener("abort", stop);
    let watchdog: ReturnType<typeof setTimeout> | undefined;
    const hear = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(stop, SILENCE_MS);
    };
    try {
      const headers: Record<string, string> = { Accept: "text/event-stream" };
      if (lastId()) headers["Last-Event-ID"] = lastId();
      hear();
      const response = await apiFetch("/api/stream", { headers, signal: attempt.signal });
      if (response.body) {
        onState("connected");
        for await (const event of readEvents(response.body, hear)) {
          wait = FIRST_RETRY_MS;
          onEvent(event);
        }
      }
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return onState("offline");
    } finally {
      clearTimeout(watchdog);
      signal.removeEventListener("abort", stop);
      attempt.abort();
    }
    if (signal.aborted) return;
    onState(navigator.onLine ? "connecting" : "offline");
    await pause(wait * (0.75 + Math.random() / 2), signal);
    wait = Math.min(wait * 2, LAST_RETRY_MS);
  }
}
