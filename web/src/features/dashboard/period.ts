import type { Dashboard } from "@/shared/api/generated/types.gen";
import { romeDay, toRome } from "@/shared/lib/dates";

export const PERIODS = ["today", "7d", "30d", "month", "custom"] as const;
export type Period = (typeof PERIODS)[number];

/** What the address of the dashboard says. */
export interface DashboardSearch {
  period: Period;
  /** First and last day of a free period, as "2026-11-23". */
  from?: string;
  to?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function toDashboardSearch(raw: Record<string, unknown>): DashboardSearch {
  const days = [raw.from, raw.to].filter((day) => typeof day === "string" && DAY.test(day));
  const period = PERIODS.find((known) => known === raw.period) ?? "7d";
  if (period !== "custom") return { period };
  const [from, to] = days as string[];
  return from && to ? { period, from, to } : { period: "7d" };
}

export type Filter = Record<string, string | boolean | readonly string[]>;

/** The filter of the leads behind a mark: those that arrived in these days, narrowed. */
export function leadsOf(span: Dashboard["period"], narrowed: Filter = {}) {
  const last = new Date(Date.parse(span.end) - 1);
  return { received_from: romeDay(span.start), received_to: romeDay(last), ...narrowed };
}

type Step = Dashboard["step"];

/** The leads of one step of the chart over time. */
export function leadsOfStep(at: string, step: Step, end: string) {
  if (step === "hour") {
    const hour = 3_600_000;
    return {
      received_from: romeMoment(Date.parse(at)),
      received_to: romeMoment(Date.parse(at) + hour),
    };
  }
  const start = romeDay(at);
  const next = new Date(`${start}T12:00:00Z`);
  if (step === "day") next.setUTCDate(next.getUTCDate() + 1);
  else if (step === "week") next.setUTCDate(next.getUTCDate() + 7);
  else next.setUTCMonth(next.getUTCMonth() + 1, 1);
  next.setUTCDate(next.getUTCDate() - 1);
  const [stop] = [next.toISOString().slice(0, 10), romeDay(Date.parse(end) - 1)].sort();
  return { received_from: start, received_to: stop };
}

/** "2026-11-23T09:00:00+01:00": a moment that begins with its day in Rome. */
function romeMoment(moment: number): string {
  const { day, time } = toRome(moment);
  const minutes = Math.round((Date.parse(`${day}T${time}:00Z`) - moment) / 60_000);
  const hours = String(Math.trunc(minutes / 60)).padStart(2, "0");
  return `${day}T${time}:00+${hours}:00`;
}

/** A span in the fewest words: "2 min", "3 h 10 min", "2 g". */
export function waitParts(seconds: number): { days: number; hours: number; minutes: number } {
  const minutes = Math.round(seconds / 60);
  return {
    days: Math.trunc(minutes / 1440),
    hours: Math.trunc((minutes % 1440) / 60),
    minutes: minutes % 60,
  };
}
