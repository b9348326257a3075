import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { apiFetch, onSessionEnd } from "./fetch";
import { ApiError } from "./problem";

const answers: Record<string, (() => Response)[]> = {};
const calls: Request[] = [];

beforeEach(() => {
  calls.length = 0;
  localStorage.clear();
  for (const key of Object.keys(answers)) delete answers[key];
  vi.stubGlobal("fetch", async (request: Request) => {
    calls.push(request);
    const next = answers[new URL(request.url).pathname]?.shift();
    if (!next) throw new TypeError("network");
    return next();
  });
});
afterEach(() => vi.unstubAllGlobals());

const url = (path: string) => `http://localhost:3000${path}`;
const status =
  (code: number, body: unknown = {}) =>
  () =>
    Response.json(body, { status: code });

it("echoes the CSRF cookie on unsafe requests only", async () => {
  // biome-ignore lint/suspicious/noDocumentCookie: the server's cookie
  document.cookie = "goccia_csrf=abc";
  answers["/api/x"] = [status(200), status(200)];
  await apiFetch(url("/api/x"));
  await apiFetch(url("/api/x"), { method: "POST", body: "{}" });
  expect(calls.map((call) => call.headers.get("X-CSRF-Token"))).toEqual([null, "abc"]);
});

it("renews an expired token once and repeats the call with its body", async () => {
  answers["/api/x"] = [status(401), status(200, { ok: 1 })];
  answers["/api/auth/refresh"] = [status(200)];
  const response = await apiFetch(url("/api/x"), { method: "POST", body: '{"a":1}' });
  expect(await response.json()).toEqual({ ok: 1 });
  expect(await calls.at(-1)?.text()).toBe('{"a":1}');
  expect(calls.filter((call) => call.url.endsWith("/refresh"))).toHaveLength(1);
});

it("says that the session is over when the refresh is refused too", async () => {
  const ended = vi.fn();
  const forget = onSessionEnd(ended);
  answers["/api/x"] = [status(401)];
  answers["/api/auth/refresh"] = [status(401)];
  await expect(apiFetch(url("/api/x"))).rejects.toMatchObject({ status: 401 });
  expect(ended).toHaveBeenCalledOnce();
  forget();
});

it("does not end the session because the server is down while refreshing", async () => {
  const ended = vi.fn();
  const forget = onSessionEnd(ended);
  answers["/api/x"] = [status(401)];
  answers["/api/auth/refresh"] = [status(503)];
  await expect(apiFetch(url("/api/x"))).rejects.toMatchObject({ status: 503 });
  expect(ended).not.toHaveBeenCalled();
  forget();
});

it("throws the problem's words and fields in the current language", async () => {
  answers["/api/x"] = [
    status(422, {
      code: "invalid",
      messages: { it: "Controlla i campi", en: "Check the fields" },
      errors: [{ field: "email", it: "Non valida", en: "Not valid" }],
    }),
  ];
  const error = await apiFetch(url("/api/x")).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ApiError);
  expect((error as ApiError).sentence).toBe("Controlla i campi");
  expect((error as ApiError).fields).toEqual({ email: "Non valida" });
});

it("turns a network failure into an ApiError of status 0", async () => {
  await expect(apiFetch(url("/api/none"))).rejects.toMatchObject({ status: 0 });
});
