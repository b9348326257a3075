import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/shared/ui/icon-button";
import { monthName, stepMonth } from "./month";

/** The month whose leads are looked at; the present one is the last. */
export function MonthBar({
  month,
  now,
  onChange,
}: {
  month: string;
  now: string;
  onChange: (month: string) => void;
}) {
  const { t } = useTranslation("returns");
  return (
    <fieldset
      aria-label={t("month.label")}
      className="flex shrink-0 items-center rounded-md border border-input bg-card shadow-xs max-sm:w-full"
    >
      <IconButton label={t("month.previous")} onClick={() => onChange(stepMonth(month, -1))}>
        <ChevronLeft aria-hidden />
      </IconButton>
      <span
        className="min-w-34 flex-1 whitespace-nowrap px-1 text-center font-medium text-sm first-letter:uppercase max-sm:text-base"
        aria-live="polite"
      >
        {monthName(month)}
      </span>
      <IconButton
        label={t("month.next")}
        disabled={month >= now}
        onClick={() => onChange(stepMonth(month, 1))}
      >
        <ChevronRight aria-hidden />
      </IconButton>
    </fieldset>
  );
}
