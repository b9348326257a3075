import type { VendorReturn } from "@/shared/api/generated/types.gen";
import type { Tone } from "@/shared/ui/tone";
import type { ReturnState } from "./return-search";

export type Act = "confirmed" | "discarded" | "accepted" | "refused";

export const TONES: Record<ReturnState, Tone> = {
  proposed: "blue",
  late: "amber",
  confirmed: "violet",
  discarded: "gray",
  withdrawn: "gray",
  sent: "cyan",
  accepted: "green",
  refused: "red",
};

const ACTS: Record<ReturnState, readonly Act[]> = {
  proposed: ["confirmed", "discarded"],
  late: ["confirmed", "discarded"],
  confirmed: ["discarded"],
  discarded: ["confirmed"],
  withdrawn: [],
  sent: ["accepted", "refused"],
  accepted: ["refused"],
  refused: ["accepted"],
};

/** What can be done to all of these at once. */
export function actsFor(returns: readonly VendorReturn[]): readonly Act[] {
  const [first, ...rest] = returns.map(({ state }) => ACTS[state]);
  return (first ?? []).filter((act) => rest.every((acts) => acts.includes(act)));
}
