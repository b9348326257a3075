import { expect, it } from "vitest";
import type { VendorReturn } from "@/shared/api/generated/types.gen";
import { actsFor } from "./acts";

const of = (...states: VendorReturn["state"][]) =>
  actsFor(states.map((state) => ({ state }) as VendorReturn));

it("offers what can be done to all of the chosen returns", () => {
  expect(of()).toEqual([]);
  expect(of("proposed", "late")).toEqual(["confirmed", "discarded"]);
  expect(of("proposed", "confirmed")).toEqual(["discarded"]);
  expect(of("sent", "refused")).toEqual(["accepted"]);
  expect(of("proposed", "sent")).toEqual([]);
  expect(of("withdrawn")).toEqual([]);
});
