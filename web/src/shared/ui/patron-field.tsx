import { useTranslation } from "react-i18next";
import { monthNames } from "@/shared/lib/hours";
import { Button } from "./button";
import { Select } from "./select";

const two = (value: number) => String(value).padStart(2, "0");
const daysIn = (month: number) => new Date(Date.UTC(2024, month, 0)).getUTCDate();

/** The local patron's day as "MM-DD", or null. */
export function PatronField({
  value,
  onValueChange,
}: {
  value: string | null;
  onValueChange: (value: string | null) => void;
}) {
  const { t } = useTranslation("calendar");
  const { t: common } = useTranslation();
  const month = Number(value?.slice(0, 2) ?? 0);
  const day = Number(value?.slice(3) ?? 0);
  const set = (nextDay: number, nextMonth: number) =>
    onValueChange(`${two(nextMonth)}-${two(Math.min(nextDay, daysIn(nextMonth)))}`);
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="mb-1.5 font-medium text-sm">
        {t("patron")}
        <span className="ml-1.5 font-normal text-muted-foreground">{common("state.optional")}</span>
      </legend>
      <Select
        aria-label={t("patron_day")}
        className="w-20 max-sm:w-24"
        placeholder={t("patron_day")}
        value={day ? String(day) : undefined}
        onValueChange={(next) => set(Number(next), month || 1)}
        options={Array.from({ length: daysIn(month || 1) }, (_, index) => ({
          value: String(index + 1),
          label: String(index + 1),
        }))}
      />
      <Select
        aria-label={t("patron_month")}
        className="w-36"
        placeholder={t("patron_month")}
        value={month ? String(month) : undefined}
        onValueChange={(next) => set(day || 1, Number(next))}
        options={monthNames().map((label, index) => ({ value: String(index + 1), label }))}
      />
      {value && (
        <Button variant="ghost" onClick={() => onValueChange(null)}>
          {common("actions.remove")}
        </Button>
      )}
    </fieldset>
  );
}
