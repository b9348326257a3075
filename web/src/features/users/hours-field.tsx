import { useTranslation } from "react-i18next";
import type { Calendar } from "@/shared/api/generated";
import { OFFICE_WEEK } from "@/shared/lib/hours";
import { CalendarEditor } from "@/shared/ui/calendar-editor";
import { CheckField } from "@/shared/ui/check-field";

const OWN: Calendar = { weekly: OFFICE_WEEK, holidays: true, patron: null, closures: [] };

/** The hours of a person: the unit's (null), or their own. */
export function HoursField({
  value,
  onValueChange,
  disabled,
  error,
}: {
  value: Calendar | null;
  onValueChange: (hours: Calendar | null) => void;
  disabled: boolean;
  error: string | undefined;
}) {
  const { t } = useTranslation("users");
  return (
    <section aria-label={t("hours.title")} className="flex flex-col gap-4">
      <CheckField
        kind="switch"
        label={t("hours.own")}
        hint={t("hours.own_hint")}
        disabled={disabled}
        checked={value !== null}
        onCheckedChange={(own) => onValueChange(own ? OWN : null)}
      />
      {value !== null && (
        <fieldset disabled={disabled} className="min-w-0">
          <CalendarEditor value={value} onValueChange={onValueChange} error={error} />
        </fieldset>
      )}
    </section>
  );
}
