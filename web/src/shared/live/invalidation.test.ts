import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { liveInvalidation } from "./invalidation";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const assigned = { id: "1", type: "lead.assigned" };

it("refetches at once for the first event and once for the burst behind it", () => {
  const client = new QueryClient();
  const invalidate = vi.spyOn(client, "invalidateQueries");
  const live = liveInvalidation(client, 700);
  live.hear(assigned);
  const atOnce = invalidate.mock.calls.length;
  expect(atOnce).toBeGreaterThan(0);
  for (let i = 0; i < 100; i++) live.hear(assigned);
  expect(invalidate).toHaveBeenCalledTimes(atOnce);
  vi.advanceTimersByTime(700);
  expect(invalidate).toHaveBeenCalledTimes(2 * atOnce);
  vi.advanceTimersByTime(5_000);
  expect(invalidate).toHaveBeenCalledTimes(2 * atOnce);
});

it("leaves alone what an unknown event cannot have changed", () => {
  const client = new QueryClient();
  const invalidate = vi.spyOn(client, "invalidateQueries");
  liveInvalidation(client).hear({ id: "1", type: "weather.changed" });
  expect(invalidate).not.toHaveBeenCalled();
});
