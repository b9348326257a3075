import { useId } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import { fromRome, romeDay, toRome } from "@/shared/lib/dates";
import { DatePicker } from "./date-picker";
import type { FieldControl } from "./field";
import { TimeInput } from "./time-input";

/** An instant (ISO, UTC) chosen as day and time on Rome's clocks, or null. A new day starts at 09:00. */
export function DateTimePicker({
  value,
  onValueChange,
  future = false,
  disabled,
  className,
  ...control
}: {
  value: string | null;
  onValueChange: (instant: string | null) => void;
  /** Days before today cannot be chosen. */
  future?: boolean;
  disabled?: boolean;
  className?: string;
} & Partial<FieldControl>) {
  const { t } = useTranslation();
  const timeId = useId();
  const wall = value ? toRome(value) : null;
  return (
    <div className={cn("flex gap-2", className)}>
      <DatePicker
        className="flex-1"
        value={wall?.day ?? null}
        onValueChange={(day) => onValueChange(day ? fromRome(day, wall?.time ?? "09:00") : null)}
        {...(future ? { min: romeDay(Date.now()) } : {})}
        {...(disabled === undefined ? {} : { disabled })}
        {...control}
      />
      <label htmlFor={timeId} className="sr-only">
        {t("date.time")}
      </label>
      <TimeInput
        id={timeId}
        className="w-20 shrink-0 max-sm:w-28"
        disabled={disabled || !wall}
        value={wall?.time ?? ""}
        onValueChange={(time) => wall && onValueChange(fromRome(wall.day, time))}
      />
    </div>
  );
}
