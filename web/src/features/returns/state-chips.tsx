import { useTranslation } from "react-i18next";
import type { StateTotal } from "@/shared/api/generated/types.gen";
import { cn } from "@/shared/lib/cn";
import { formatMoney, formatNumber } from "@/shared/lib/numbers";
import { TONE_DOT } from "@/shared/ui/tone";
import { TONES } from "./acts";
import { type ReturnState, STATES } from "./return-search";

/** What the month comes to in each state; each opens its list, and once more all of them. */
export function StateChips({
  totals,
  state,
  onChange,
}: {
  totals: readonly StateTotal[] | undefined;
  state: ReturnState | undefined;
  onChange: (state: ReturnState | undefined) => void;
}) {
  const { t } = useTranslation("returns");
  return (
    <fieldset
      aria-label={t("filter.label")}
      className="grid grid-cols-2 gap-2 sm:grid-cols-4 2xl:grid-cols-8"
    >
      {STATES.map((one) => {
        const total = totals?.find((row) => row.state === one);
        const active = state === one;
        return (
          <button
            key={one}
            type="button"
            aria-pressed={active}
            onClick={() => onChange(active ? undefined : one)}
            className={cn(
              "flex min-w-0 flex-col gap-0.5 rounded-lg border px-3 py-2 text-left transition-colors max-sm:min-h-11",
              active ? "border-primary/35 bg-primary-soft" : "bg-card hover:bg-accent",
            )}
          >
            <span className="flex items-center gap-1.5 text-muted-foreground text-xs">
              <span className={cn("size-1.5 shrink-0 rounded-full", TONE_DOT[TONES[one]])} />
              <span className="truncate">{t(`states.${one}`)}</span>
            </span>
            <span className="tabular flex items-baseline justify-between gap-2 whitespace-nowrap">
              <span className="font-semibold text-base">
                {totals ? formatNumber(total?.returns ?? 0) : "–"}
              </span>
              <span className="text-muted-foreground text-xs">
                {totals ? formatMoney(total?.amount ?? 0) : "–"}
              </span>
            </span>
          </button>
        );
      })}
    </fieldset>
  );
}
