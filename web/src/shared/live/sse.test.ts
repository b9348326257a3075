import { expect, it } from "vitest";
import { readEvents } from "./sse";

function stream(...chunks: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      controller.close();
    },
  });
}

async function all(...chunks: string[]) {
  const events = [];
  for await (const event of readEvents(stream(...chunks))) events.push(event);
  return events;
}

it("joins a message that arrives in pieces", async () => {
  expect(await all("id: 7-1\nda", 'ta: {"a":1}\n', "\n")).toEqual([
    { id: "7-1", name: "message", data: '{"a":1}' },
  ]);
});

it("skips comments and messages without data, and keeps the name of the event", async () => {
  expect(await all(": hello\n\nevent: lead.assigned\ndata: x\n\nid: 9\n\n")).toEqual([
    { id: "", name: "lead.assigned", data: "x" },
  ]);
});

it("joins the lines of one message and understands carriage returns", async () => {
  expect(await all("data: a\r\ndata: b\r\n\r\n")).toEqual([
    { id: "", name: "message", data: "a\nb" },
  ]);
});

it("does not deliver a message that was cut off", async () => {
  expect(await all("data: whole\n\ndata: half\n")).toHaveLength(1);
});
