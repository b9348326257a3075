import { CopyPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { WEEKDAYS, type Week } from "@/shared/lib/hours";
import { Button } from "./button";
import { DayHours } from "./day-hours";

/** Seven rows, Monday first. */
export function WeekHours({
  week,
  onWeekChange,
}: {
  week: Week;
  onWeekChange: (week: Week) => void;
}) {
  const { t } = useTranslation("calendar");
  const monday = week["0"] ?? [];
  const copyMonday = () =>
    onWeekChange({
      ...week,
      ...Object.fromEntries(WEEKDAYS.slice(1, 5).map((day) => [day, monday])),
    });
  return (
    <div>
      <div className="divide-y rounded-md border">
        {WEEKDAYS.map((day) => (
          <DayHours
            key={day}
            day={day}
            intervals={week[day] ?? []}
            onIntervalsChange={(intervals) => onWeekChange({ ...week, [day]: intervals })}
          />
        ))}
      </div>
      <div className="mt-1.5 flex items-center justify-between gap-3">
        <p className="text-muted-foreground text-xs">{t("week_hint")}</p>
        <Button size="sm" variant="ghost" disabled={monday.length === 0} onClick={copyMonday}>
          <CopyPlus aria-hidden />
          {t("copy_monday")}
        </Button>
      </div>
    </div>
  );
}
