import type { Calendar } from "@/shared/api/generated";
import { locale } from "./numbers";

export type Interval = [string, string];
export type Week = Record<string, Interval[]>;

/** "0" is Monday, as in the server's calendar. */
export const WEEKDAYS = ["0", "1", "2", "3", "4", "5", "6"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const MONDAY = Date.UTC(2024, 0, 1);
const ONE_DAY = 86_400_000;

export function weekdayName(day: Weekday, length: "long" | "short" = "long"): string {
  return new Intl.DateTimeFormat(locale(), { weekday: length, timeZone: "UTC" }).format(
    MONDAY + Number(day) * ONE_DAY,
  );
}

/** The months by name, January first. */
export function monthNames(): string[] {
  const words = new Intl.DateTimeFormat(locale(), { month: "long", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, month) => words.format(Date.UTC(2024, month, 1)));
}

export function weekOf(calendar: Calendar): Week {
  return (calendar.weekly ?? {}) as Week;
}

/** What an office opens with: Monday to Friday, morning and afternoon. */
export const OFFICE_WEEK: Week = Object.fromEntries(
  WEEKDAYS.slice(0, 5).map((day) => [
    day,
    [
      ["09:00", "13:00"],
      ["14:00", "18:00"],
    ],
  ]),
);

const written = (intervals: readonly Interval[]) =>
  intervals.map(([start, end]) => `${start}–${end}`).join(", ");

/** "lun–ven 09:00–13:00, 14:00–18:00 · sab 09:00–13:00"; empty where no day has hours; null if always open. */
export function weekInWords(calendar: Calendar): string | null {
  if (!calendar.weekly) return null;
  const week = weekOf(calendar);
  const runs: { from: Weekday; to: Weekday; hours: string }[] = [];
  for (const day of WEEKDAYS) {
    const hours = written(week[day] ?? []);
    const last = runs.at(-1);
    if (last && last.hours === hours) last.to = day;
    else runs.push({ from: day, to: day, hours });
  }
  return runs
    .filter(({ hours }) => hours)
    .map(({ from, to, hours }) => {
      const days = from === to ? [from] : [from, to];
      return `${days.map((day) => weekdayName(day, "short")).join("–")} ${hours}`;
    })
    .join(" · ");
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/**
 * What is wrong with a day's hours, by interval: "empty" (ends when it starts) or "overlap" (begins before
 * the one above has ended). An interval that ends before it starts goes on past midnight.
 */
export function intervalProblems(intervals: readonly Interval[]): ("empty" | "overlap" | null)[] {
  return intervals.map(([start, end], index) => {
    if (start === end) return "empty";
    const before = intervals[index - 1];
    if (!before) return null;
    const pastMidnight = minutes(before[1]) <= minutes(before[0]);
    return pastMidnight || minutes(start) < minutes(before[1]) ? "overlap" : null;
  });
}

export function weekHasProblems(week: Week): boolean {
  return WEEKDAYS.some((day) => intervalProblems(week[day] ?? []).some(Boolean));
}

/** Another interval after the last one: an hour's break, then four hours, as far as the day goes. */
export function nextInterval(intervals: readonly Interval[]): Interval {
  const last = intervals.at(-1);
  if (!last) return ["09:00", "18:00"];
  const start = Math.min(minutes(last[1]) + 60, 23 * 60);
  const end = Math.min(start + 240, 24 * 60);
  const time = (value: number) =>
    `${String(Math.trunc(value / 60)).padStart(2, "0")}:${String(value % 60).padStart(2, "0")}`;
  return [time(start), time(end)];
}
