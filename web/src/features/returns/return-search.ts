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

/** "2026-11": a month of Rome's calendar. */
export const isMonth = (text: unknown): text is string =>
  typeof text === "string" && /^20\d\d-(0[1-9]|1[0-2])$/.test(text);

export function toReturnSearch(search: Record<string, unknown>): ReturnSearch {
  const { month, vendor } = search;
  const state = STATES.find((one) => one === search.state);
  return {
    ...(isMonth(month) ? { month } : {}),
    ...(typeof vendor === "string" && vendor ? { vendor } : {}),
    ...(state ? { state } : {}),
  };
}
