import { formatDate } from "@/shared/lib/dates";
import { formatMoney, formatNumber, formatPercent, locale } from "@/shared/lib/numbers";
import { provinceName } from "@/shared/lib/provinces";
import type { Dimension, Measure } from "./report-search";

/** A measure as people read it; "–" where there is none. */
export function formatMeasure(measure: Measure, value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  if (measure === "contacted_rate" || measure === "conversion") return formatPercent(value);
  if (measure === "cost" || measure === "cost_per_contract") return formatMoney(value);
  return formatNumber(value, { maximumFractionDigits: 1 });
}

/** 1 is Monday. */
export function weekdayName(day: number): string {
  const noon = Date.UTC(2026, 10, 22, 12) + day * 86_400_000;
  return new Intl.DateTimeFormat(locale(), { weekday: "long", timeZone: "UTC" }).format(noon);
}

/** What a row or column is called. */
export function headName(
  dimension: Dimension,
  head: { key: string | null; name: string | null },
  nothing: string,
): string {
  const { key, name } = head;
  if (key === null) return nothing;
  if (dimension === "weekday") return weekdayName(Number(key));
  if (dimension === "hour") return `${key.padStart(2, "0")}:00`;
  if (dimension === "day" || dimension === "week") return formatDate(`${key}T12:00:00Z`);
  if (dimension === "month") {
    const options = { month: "short", year: "numeric", timeZone: "UTC" } as const;
    return new Intl.DateTimeFormat(locale(), options).format(new Date(`${key}T12:00:00Z`));
  }
  return dimension === "province" ? provinceName(key) : (name ?? key);
}
