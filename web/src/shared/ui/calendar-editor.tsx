import { useTranslation } from "react-i18next";
import type { Calendar } from "@/shared/api/generated";
import { OFFICE_WEEK, weekOf } from "@/shared/lib/hours";
import { CheckField } from "./check-field";
import { ClosuresField } from "./closures-field";
import { PatronField } from "./patron-field";
import { WeekHours } from "./week-hours";

/** Working hours: a week with any number of intervals a day, holidays, the patron's day, closures. */
export function CalendarEditor({
  value,
  onValueChange,
  error,
}: {
  value: Calendar;
  onValueChange: (calendar: Calendar) => void;
  error?: string | undefined;
}) {
  const { t } = useTranslation("calendar");
  const change = (part: Partial<Calendar>) => onValueChange({ ...value, ...part });
  const open = !value.weekly;
  return (
    <div className="flex flex-col gap-4">
      <CheckField
        kind="switch"
        label={t("always_open")}
        hint={t("always_open_hint")}
        checked={open}
        onCheckedChange={(always) => change({ weekly: always ? null : OFFICE_WEEK })}
      />
      {!open && (
        <>
          <WeekHours week={weekOf(value)} onWeekChange={(weekly) => change({ weekly })} />
          <CheckField
            kind="switch"
            label={t("holidays")}
            hint={t("holidays_hint")}
            checked={value.holidays ?? true}
            onCheckedChange={(holidays) => change({ holidays })}
          />
          {(value.holidays ?? true) && (
            <PatronField
              value={value.patron ?? null}
              onValueChange={(patron) => change({ patron })}
            />
          )}
        </>
      )}
      <ClosuresField
        days={value.closures ?? []}
        onDaysChange={(closures) => change({ closures })}
      />
      {error && (
        <p role="alert" className="text-red text-xs">
          {error}
        </p>
      )}
    </div>
  );
}
