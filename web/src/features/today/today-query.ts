import type { Today, TodayLead } from "@/shared/api/generated/types.gen";

export type { Today, TodayLead } from "@/shared/api/generated/types.gen";

export const PARTS = ["overdue", "now", "new", "appointments"] as const;
export type Part = (typeof PARTS)[number];

/** The rows in the order of the page: what `j` and `k` walk through. */
export function rowsOf(today: Today): TodayLead[] {
  return PARTS.flatMap((part) => today[part]);
}
