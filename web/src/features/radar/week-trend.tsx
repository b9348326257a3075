import { useTranslation } from "react-i18next";
import type { RadarWeek } from "@/shared/api/generated/types.gen";
import { cn } from "@/shared/lib/cn";
import { formatPercent } from "@/shared/lib/numbers";

/** The share of bad leads week by week, the last one at the right. */
export function WeekTrend({ weeks, widest }: { weeks: readonly RadarWeek[]; widest: number }) {
  const { t } = useTranslation("radar");
  const shares = weeks.map((week) => (week.worked > 0 ? week.bad / week.worked : null));
  const words = shares.map((share) => (share === null ? "–" : formatPercent(share))).join(", ");
  return (
    <div
      role="img"
      aria-label={t("trend_words", { shares: words })}
      data-tooltip={t("trend_words", { shares: words })}
      className="flex h-6 w-18 items-end gap-1"
    >
      {weeks.map((week, place) => {
        const share = shares[place] ?? null;
        const height = share === null ? 0 : Math.min(100, (100 * share) / widest);
        return (
          <span
            key={week.since}
            className={cn(
              "min-h-0.5 flex-1 rounded-xs",
              share === null ? "bg-border" : "bg-gray-dot",
              share !== null && place === weeks.length - 1 && "bg-foreground",
            )}
            style={{ height: `${height}%` }}
          />
        );
      })}
    </div>
  );
}
