import { useTranslation } from "react-i18next";
import { formatDate, romeDay } from "@/shared/lib/dates";
import { RemovableChip } from "./chip";
import { DatePicker } from "./date-picker";

/** Days that are closed all the same (holidays of the firm, bridges). */
export function ClosuresField({
  days,
  onDaysChange,
}: {
  days: readonly string[];
  onDaysChange: (days: string[]) => void;
}) {
  const { t } = useTranslation("calendar");
  const add = (day: string | null) => {
    if (day && !days.includes(day)) onDaysChange([...days, day].sort());
  };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sm">{t("closures")}</legend>
      {days.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {days.map((day) => (
            <RemovableChip
              key={day}
              label={formatDate(`${day}T12:00:00Z`)}
              onRemove={() => onDaysChange(days.filter((one) => one !== day))}
            />
          ))}
        </div>
      )}
      <DatePicker
        className="w-48 max-sm:w-full"
        title={t("add_closure")}
        value={null}
        min={romeDay(Date.now())}
        onValueChange={add}
      />
    </fieldset>
  );
}
