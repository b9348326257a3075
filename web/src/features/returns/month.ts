import { locale } from "@/shared/lib/numbers";

/** "2026-11": a month of Rome's calendar. */
export const isMonth = (text: unknown): text is string =>
  typeof text === "string" && /^20\d\d-(0[1-9]|1[0-2])$/.test(text);

export function stepMonth(month: string, step: 1 | -1): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const months = year * 12 + number - 1 + step;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
}

/** "novembre 2026". */
export function monthName(month: string): string {
  return new Intl.DateTimeFormat(locale(), {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).format(new Date(`${month}-01T00:00:00Z`));
}
