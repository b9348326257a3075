import { useTranslation } from "react-i18next";
import { romeDay } from "@/shared/lib/dates";
import { DatePicker } from "@/shared/ui/date-picker";
import { SegmentedControl } from "@/shared/ui/segmented-control";
import { type DashboardSearch, PERIODS } from "./dashboard-search";

const WEEK = 6 * 86_400_000;

/** Which days the figures are of. A free period begins as the last seven. */
export function PeriodBar({
  search,
  onChange,
}: {
  search: DashboardSearch;
  onChange: (search: DashboardSearch) => void;
}) {
  const { t } = useTranslation("dashboard");
  const { from, to } = search;
  return (
    <>
      <SegmentedControl
        label={t("period.label")}
        value={search.period}
        onValueChange={(period) =>
          onChange(
            period === "custom"
              ? { period, from: romeDay(Date.now() - WEEK), to: romeDay(Date.now()) }
              : { period },
          )
        }
        options={PERIODS.map((value) => ({ value, label: t(`period.${value}`) }))}
        className="max-sm:w-full"
      />
      {search.period === "custom" && from && to && (
        <div className="flex items-center gap-2 max-sm:w-full [&>button]:max-sm:flex-1">
          <DatePicker
            title={t("period.from")}
            value={from}
            onValueChange={(day) =>
              day && onChange({ ...search, from: day, to: [day, to].sort().at(-1) ?? day })
            }
          />
          <span className="text-muted-foreground" aria-hidden>
            –
          </span>
          <DatePicker
            title={t("period.to")}
            value={to}
            min={from}
            onValueChange={(day) => day && onChange({ ...search, to: day })}
          />
        </div>
      )}
    </>
  );
}
