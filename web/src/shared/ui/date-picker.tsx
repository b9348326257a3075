import { CalendarDays } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import { formatDate } from "@/shared/lib/dates";
import { late } from "@/shared/lib/late";
import { dateToDay, dayToDate } from "./day-value";
import type { FieldControl } from "./field";
import { controlClasses } from "./input";
import { ResponsivePopover } from "./responsive-popover";

const Calendar = late(() => import("./calendar").then((module) => module.Calendar));

/** A day as "2026-11-23" (no time, no zone) or null. The calendar is loaded when first opened. */
export function DatePicker({
  value,
  onValueChange,
  title,
  min,
  clearable = false,
  disabled,
  className,
  ...control
}: {
  value: string | null;
  onValueChange: (day: string | null) => void;
  title?: string;
  /** Earlier days cannot be chosen. */
  min?: string;
  clearable?: boolean;
  disabled?: boolean;
  className?: string;
} & Partial<FieldControl>) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const choose = (day: string | null) => {
    onValueChange(day);
    setOpen(false);
  };
  return (
    <ResponsivePopover
      open={open}
      onOpenChange={setOpen}
      title={title ?? t("date.pick")}
      onNear={Calendar.preload}
      trigger={(trigger) => (
        <button
          {...trigger}
          role="combobox"
          aria-expanded={open}
          disabled={disabled}
          aria-label={control.id ? undefined : (title ?? t("date.pick"))}
          className={cn(
            controlClasses,
            "flex h-8 items-center gap-2 px-2.5 text-left max-sm:h-11 max-sm:px-3 max-sm:text-base",
            !value && "text-muted-foreground",
            className,
          )}
          {...control}
        >
          <CalendarDays className="size-4 shrink-0 text-muted-foreground" aria-hidden />
          {value ? formatDate(`${value}T12:00:00Z`) : t("date.pick")}
        </button>
      )}
    >
      <div className="min-h-80 min-w-64">
        <Calendar
          mode="single"
          autoFocus
          selected={value ? dayToDate(value) : undefined}
          defaultMonth={value ? dayToDate(value) : new Date()}
          onSelect={(date: Date | undefined) => date && choose(dateToDay(date))}
          {...(min ? { disabled: { before: dayToDate(min) } } : {})}
        />
      </div>
      {clearable && value && (
        <button
          type="button"
          onClick={() => choose(null)}
          className="h-9 w-full border-t text-muted-foreground text-sm hover:text-foreground max-sm:h-11"
        >
          {t("date.clear")}
        </button>
      )}
    </ResponsivePopover>
  );
}
