import { useTranslation } from "react-i18next";
import type { RadarSource } from "@/shared/api/generated/types.gen";
import { cn } from "@/shared/lib/cn";
import { formatPercent } from "@/shared/lib/numbers";

const ALARMING = { over: "bg-red-dot", snoozed: "bg-amber-dot" } as const;

/** The share of bad leads as a quiet bar, with a mark where the norm is. */
export function ShareBar({ source, widest }: { source: RadarSource; widest: number }) {
  const { t } = useTranslation("radar");
  const { share, norm, state } = source;
  const part = (value: number) => `${Math.min(100, (100 * value) / widest)}%`;
  const hue = state === "over" || state === "snoozed" ? ALARMING[state] : "bg-gray-dot";
  return (
    <div className="min-w-28">
      <p className="flex items-baseline justify-between gap-3 text-xs">
        <span className={cn("tabular font-medium text-sm", state === "over" && "text-red")}>
          {share === null ? "–" : formatPercent(share)}
        </span>
        <span className="tabular text-muted-foreground">
          {t("norm", { share: formatPercent(norm) })}
        </span>
      </p>
      <div className="relative mt-1 h-1.5 rounded-full bg-muted" aria-hidden>
        <div className={cn("h-full rounded-full", hue)} style={{ width: part(share ?? 0) }} />
        <div
          className="absolute -inset-y-0.5 w-0.5 rounded-full bg-foreground"
          style={{ left: `min(${part(norm)}, 100% - 2px)` }}
        />
      </div>
    </div>
  );
}
