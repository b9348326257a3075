import { ApiError, type Problem } from "./problem";

const UNSAFE = new Set(["POST", "PUT", "PATCH", "DELETE"]);
const PUBLIC = /^\/api\/auth\/(login|refresh|logout)$/;

type Listener = () => void;
const sessionEndListeners = new Set<Listener>();

/** Calls `listener` when a call was refused for good: neither access nor refresh cookie is valid. */
export function onSessionEnd(listener: Listener): () => void {
  sessionEndListeners.add(listener);
  return () => sessionEndListeners.delete(listener);
}

function csrfToken(): string | undefined {
  return /(?:^|;\s*)goccia_csrf=([^;]+)/.exec(document.cookie)?.[1];
}

async function send(request: Request): Promise<Response> {
  const headers = new Headers(request.headers);
  const token = csrfToken();
  if (token && UNSAFE.has(request.method)) {
    headers.set("X-CSRF-Token", decodeURIComponent(token));
  }
  try {
    return await fetch(new Request(request, { headers, credentials: "same-origin" }));
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new ApiError(0);
  }
}

const REFRESHED_AT = "goccia.refreshed_at";

/** The refresh token works once: tabs take turns, and whoever comes second finds it done. */
async function refreshOnce(failedAt: number): Promise<boolean> {
  const work = async () => {
    if (Number(localStorage.getItem(REFRESHED_AT)) > failedAt) return true;
    const response = await send(
      new Request(new URL("/api/auth/refresh", location.href), { method: "POST" }),
    );
    if (response.ok) localStorage.setItem(REFRESHED_AT, String(Date.now()));
    if (response.status >= 500) throw await toError(response);
    return response.ok;
  };
  return navigator.locks ? navigator.locks.request("goccia-refresh", work) : work();
}

async function toError(response: Response): Promise<ApiError> {
  let problem: Problem = { status: response.status };
  try {
    const body: unknown = await response.json();
    if (body && typeof body === "object") problem = { ...problem, ...body };
  } catch {
    // Not JSON (a proxy's page): the status alone decides the sentence.
  }
  return new ApiError(response.status, problem);
}

/**
 * `fetch` for our API: cookies and CSRF header are sent, an expired access token is renewed once and the
 * call repeated, and everything that is not 2xx is thrown as an `ApiError`.
 */
export async function apiFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(
    typeof input === "string" ? new URL(input, location.href) : input,
    init,
  );
  const again = request.clone();
  const sentAt = Date.now();
  let response = await send(request);
  if (response.status === 401 && !PUBLIC.test(new URL(request.url).pathname)) {
    if (await refreshOnce(sentAt)) response = await send(again);
    if (response.status === 401) for (const listener of sessionEndListeners) listener();
  }
  if (!response.ok) throw await toError(response);
  return response;
}
