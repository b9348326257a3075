import { isMonth } from "./month";

export const STATES = [
  "proposed",
  "late",
  "confirmed",
  "discarded",
  "sent",
  "accepted",
  "refused",
  "withdrawn",
] as const;
export type ReturnState = (typeof STATES)[number];

/** What the page shows; apart from it, so that its address can be read without it. */
export interface ReturnSearch {
  /** Left out: the present one. */
  month?: string;
  vendor?: string;
  state?: ReturnState;
}

export function toReturnSearch(search: Record<string, unknown>): ReturnSearch {
  const { month, vendor } = search;
  const state = STATES.find((one) => one === search.state);
  return {
    ...(isMonth(month) ? { month } : {}),
    ...(typeof vendor === "string" && vendor ? { vendor } : {}),
    ...(state ? { state } : {}),
  };
}
