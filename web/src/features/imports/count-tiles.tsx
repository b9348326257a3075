import { useTranslation } from "react-i18next";
import type { ImportCounts } from "@/shared/api/generated";
import { cn } from "@/shared/lib/cn";
import { formatNumber } from "@/shared/lib/numbers";
import { TONE_DOT } from "@/shared/ui/tone";
import { VERDICTS, type Verdict } from "./import-search";
import { VERDICT_TONES } from "./tones";

/** The four counts; pressing one shows only its records. */
export function CountTiles({
  counts,
  verdict,
  onVerdictChange,
}: {
  counts: ImportCounts;
  verdict: Verdict | null;
  onVerdictChange: (verdict: Verdict | null) => void;
}) {
  const { t } = useTranslation("imports");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend in sight
    <div
      role="group"
      aria-label={t("tile.label")}
      className="grid grid-cols-2 gap-2 sm:grid-cols-4"
    >
      {VERDICTS.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={verdict === one}
          onClick={() => onVerdictChange(verdict === one ? null : one)}
          className={cn(
            "flex flex-col rounded-lg border bg-card px-4 py-3 text-left transition-colors hover:bg-accent",
            verdict === one && "border-primary/50 bg-primary-soft hover:bg-primary-soft",
          )}
        >
          <span className="flex items-center gap-2 text-sm">
            <span
              className={cn("size-2 shrink-0 rounded-full", TONE_DOT[VERDICT_TONES[one]])}
              aria-hidden
            />
            {t(`verdict.${one}.many`)}
          </span>
          <span className="tabular mt-1 block font-semibold text-2xl leading-8">
            {formatNumber(counts[one])}
          </span>
          <span className="block text-muted-foreground text-xs">{t(`verdict.${one}.note`)}</span>
        </button>
      ))}
    </div>
  );
}
