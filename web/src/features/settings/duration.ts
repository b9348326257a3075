export const SPANS = ["minutes", "hours", "days"] as const;
export type Span = (typeof SPANS)[number];

const MINUTES: Record<Span, number> = { minutes: 1, hours: 60, days: 1440 };

/** Minutes in the largest span that divides them: 4320 → 3 days, 90 → 90 minutes. */
export function toSpan(minutes: number): { amount: number; span: Span } {
  const span = [...SPANS].reverse().find((one) => minutes % MINUTES[one] === 0) ?? "minutes";
  return { amount: minutes / MINUTES[span], span };
}

export function toMinutes(amount: number, span: Span): number {
  return amount * MINUTES[span];
}
