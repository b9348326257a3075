import { fromRome, romeDay, toRome } from "@/shared/lib/dates";

export interface WhenChoice {
  key: "in_an_hour" | "tonight" | "tomorrow" | "monday";
  at: string;
}

const MINUTE = 60_000;
const TONIGHT = "18:30";
const MORNING = "09:30";
/** Later than this, "tonight" would be now. */
const TONIGHT_UNTIL = "17:30";

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The usual moments for calling again, on Rome's clocks: what a person would say, without what is past. */
export function whenChoices(now: number): WhenChoice[] {
  const today = romeDay(now);
  const tomorrow = dayAfter(today, 1);
  const weekday = new Date(`${tomorrow}T12:00:00Z`).getUTCDay();
  const choices: WhenChoice[] = [
    {
      key: "in_an_hour",
      at: new Date(Math.ceil(now / MINUTE / 5) * 5 * MINUTE + 60 * MINUTE).toISOString(),
    },
  ];
  if (toRome(now).time < TONIGHT_UNTIL)
    choices.push({ key: "tonight", at: fromRome(today, TONIGHT) });
  choices.push({ key: "tomorrow", at: fromRome(tomorrow, MORNING) });
  const toMonday = { 6: 2, 0: 1 }[weekday];
  if (toMonday)
    choices.push({ key: "monday", at: fromRome(dayAfter(tomorrow, toMonday), MORNING) });
  return choices;
}
