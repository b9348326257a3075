import { Plus, X } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import {
  type Interval,
  intervalProblems,
  nextInterval,
  type Weekday,
  weekdayName,
} from "@/shared/lib/hours";
import { IconButton } from "./icon-button";
import { Switch } from "./switch";
import { TimeInput } from "./time-input";

/** One day of a week: closed, or open in one or more intervals. */
export function DayHours({
  day,
  intervals,
  onIntervalsChange,
}: {
  day: Weekday;
  intervals: readonly Interval[];
  onIntervalsChange: (intervals: Interval[]) => void;
}) {
  const { t } = useTranslation("calendar");
  const id = useId();
  const name = weekdayName(day);
  const problems = intervalProblems(intervals);
  const replace = (index: number, interval: Interval) =>
    onIntervalsChange(intervals.map((one, at) => (at === index ? interval : one)));
  return (
    <fieldset className="flex min-w-0 items-start gap-3 px-3 py-2 max-sm:flex-wrap max-sm:gap-y-1">
      <legend className="sr-only">{name}</legend>
      <div className="flex h-8 w-32 shrink-0 items-center gap-2.5 text-sm max-sm:h-11 max-sm:w-auto max-sm:flex-1">
        <Switch
          id={id}
          checked={intervals.length > 0}
          onCheckedChange={(open) => onIntervalsChange(open ? [nextInterval([])] : [])}
        />
        <label htmlFor={id} className="first-letter:uppercase">
          {name}
        </label>
      </div>
      <div className="flex min-w-0 flex-1 flex-col gap-1.5 max-sm:order-last max-sm:basis-full max-sm:empty:hidden">
        {intervals.length === 0 && (
          <span className="flex h-8 items-center text-muted-foreground text-sm max-sm:h-auto max-sm:pb-2">
            {t("closed")}
          </span>
        )}
        {intervals.map(([start, end], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an interval has no identity but its place
          <div key={index}>
            <div className="flex items-center gap-1.5">
              <TimeInput
                className="w-18 max-sm:w-auto max-sm:min-w-0 max-sm:flex-1 max-sm:px-2"
                value={start}
                onValueChange={(time) => replace(index, [time, end])}
                {...named(t("from", { day: name }), problems[index])}
              />
              <span aria-hidden className="text-muted-foreground">
                –
              </span>
              <TimeInput
                className="w-18 max-sm:w-auto max-sm:min-w-0 max-sm:flex-1 max-sm:px-2"
                value={end === "24:00" ? "00:00" : end}
                onValueChange={(time) => replace(index, [start, time === "00:00" ? "24:00" : time])}
                {...named(t("to", { day: name }), problems[index])}
              />
              <IconButton
                size="icon-sm"
                label={t("remove_interval")}
                onClick={() => onIntervalsChange(intervals.filter((_, at) => at !== index))}
              >
                <X aria-hidden />
              </IconButton>
            </div>
            {problems[index] && (
              <p role="alert" className="mt-1 text-red text-xs">
                {t(`problem.${problems[index]}`)}
              </p>
            )}
          </div>
        ))}
      </div>
      {intervals.length > 0 && (
        <IconButton
          size="icon-sm"
          label={t("add_interval", { day: name })}
          onClick={() => onIntervalsChange([...intervals, nextInterval(intervals)])}
        >
          <Plus aria-hidden />
        </IconButton>
      )}
    </fieldset>
  );
}

function named(label: string, problem: string | null | undefined) {
  return { "aria-label": label, "aria-invalid": problem ? (true as const) : undefined };
}
