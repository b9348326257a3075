export const PERIODS = ["today", "7d", "30d", "month", "custom"] as const;
export type Period = (typeof PERIODS)[number];

/** What the address of the dashboard says. */
export interface DashboardSearch {
  period: Period;
  /** First and last day of a free period, as "2026-11-23". */
  from?: string;
  to?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function toDashboardSearch(raw: Record<string, unknown>): DashboardSearch {
  const days = [raw.from, raw.to].filter((day) => typeof day === "string" && DAY.test(day));
  const period = PERIODS.find((known) => known === raw.period) ?? "7d";
  if (period !== "custom") return { period };
  const [from, to] = days as string[];
  return from && to ? { period, from, to } : { period: "7d" };
}
