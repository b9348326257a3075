import i18n from "i18next";
import { locale } from "./numbers";

/** The business counts days and hours in Rome, wherever the browser is. */
export const ROME = "Europe/Rome";

type Moment = string | number | Date;

function format(moment: Moment, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: ROME, ...options }).format(new Date(moment));
}

/** "23 nov 2026" */
export function formatDate(moment: Moment): string {
  return format(moment, { day: "numeric", month: "short", year: "numeric" });
}

/** "09:05" */
export function formatTime(moment: Moment): string {
  return format(moment, { hour: "2-digit", minute: "2-digit" });
}

/** "lunedì 23 novembre" */
export function formatDayLong(moment: Moment): string {
  return format(moment, { weekday: "long", day: "numeric", month: "long" });
}

/** "23 nov 2026, 09:05", as exact as a tooltip needs. */
export function formatDateTime(moment: Moment): string {
  return `${formatDate(moment)}, ${formatTime(moment)}`;
}

/** The date in Rome as "2026-11-23". */
export function romeDay(moment: Moment): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ROME }).format(new Date(moment));
}

/** How a list names a moment: "09:05" today, "ieri 09:05", "23 nov 09:05" this year, else the date. */
export function formatMoment(moment: Moment, now: Moment = Date.now()): string {
  const day = romeDay(moment);
  const time = formatTime(moment);
  if (day === romeDay(now)) return time;
  const oneDay = 86_400_000;
  const today = Date.parse(romeDay(now));
  const distance = Math.round((Date.parse(day) - today) / oneDay);
  if (distance === -1 || distance === 1) {
    const name = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(distance, "day");
    return `${name} ${time}`;
  }
  if (day.slice(0, 4) !== romeDay(now).slice(0, 4)) return formatDate(moment);
  return `${format(moment, { day: "numeric", month: "short" })} ${time}`;
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "5 minuti fa", "tra 2 ore", "ora". */
export function formatRelative(moment: Moment, now: Moment = Date.now()): string {
  const seconds = (new Date(moment).getTime() - new Date(now).getTime()) / 1000;
  const words = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return words.format(0, "second");
}

/** The age of a lead in the least space: "40s", "12m", "3h", "5g" (days; "d" in English). */
export function formatAge(moment: Moment, now: Moment = Date.now()): string {
  const seconds = Math.max(0, (new Date(now).getTime() - new Date(moment).getTime()) / 1000);
  if (seconds < 60) return `${Math.trunc(seconds)}s`;
  if (seconds < 3_600) return `${Math.trunc(seconds / 60)}m`;
  if (seconds < 86_400) return `${Math.trunc(seconds / 3_600)}h`;
  return `${Math.trunc(seconds / 86_400)}${i18n.language === "en" ? "d" : "g"}`;
}

function offsetAt(instant: number): number {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: ROME,
    dateStyle: "short",
    timeStyle: "medium",
  }).format(instant);
  return Date.parse(`${parts.replace(" ", "T")}Z`) - Math.trunc(instant / 1000) * 1000;
}

/** The instant at which Rome's clocks show `day` ("2026-11-23") and `time` ("09:05"), as ISO in UTC. */
export function fromRome(day: string, time: string): string {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const guess = wall - offsetAt(wall);
  return new Date(wall - offsetAt(guess)).toISOString();
}

/** The other way round: what Rome's clocks show at an instant. */
export function toRome(moment: Moment): { day: string; time: string } {
  const [day = "", time = ""] = new Intl.DateTimeFormat("sv-SE", {
    timeZone: ROME,
    dateStyle: "short",
    timeStyle: "short",
  })
    .format(new Date(moment))
    .split(" ");
  return { day, time };
}
