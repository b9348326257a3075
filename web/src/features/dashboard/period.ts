import type { Dashboard } from "@/shared/api/generated/types.gen";
import { romeDay, toRome } from "@/shared/lib/dates";

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
