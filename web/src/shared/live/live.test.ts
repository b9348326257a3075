import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type LiveEvent, liveState, onLiveEvent, startLive } from "./live";

const asked: (string | null)[] = [];
let bodies: (ReadableStreamDefaultController<Uint8Array> | undefined)[] = [];
let stop = () => {};

beforeEach(() => {
  asked.length = 0;
  bodies = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    asked.push(request.headers.get("Last-Event-ID"));
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void bodies.push(controller),
    });
    return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  });
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

const send = (index: number, text: string) =>
  bodies[index]?.enqueue(new TextEncoder().encode(text));
const assigned = (id: string) => `id: ${id}\nevent: lead.assigned\ndata: {"lead_id":"l${id}"}\n\n`;

it("asks for what it missed after a break, and delivers nothing twice", async () => {
  const heard: LiveEvent[] = [];
  const forget = onLiveEvent((event) => heard.push(event));
  stop = startLive();
  await vi.waitFor(() => expect(liveState.get()).toBe("connected"));
  send(0, assigned("1-1"));
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  bodies[0]?.close();
  await vi.waitFor(() => expect(asked).toEqual([null, "1-1"]), { timeout: 3_000 });
  send(1, assigned("1-1") + assigned("2-1"));
  await vi.waitFor(() => expect(heard).toHaveLength(2));
  expect(heard.map(({ id, type, lead_id }) => [id, type, lead_id])).toEqual([
    ["1-1", "lead.assigned", "l1-1"],
    ["2-1", "lead.assigned", "l2-1"],
  ]);
  forget();
});
