/** "9" → "09:00", "930" → "09:30", "18.45" → "18:45"; null if it is no time of day. */
export function parseTime(text: string): string | null {
  const compact = text.trim().replace(/[.,;\s]/g, ":");
  const match = /^(\d{1,2})(?::?(\d{2}))?$/.exec(compact);
  const hours = Number(match?.[1]);
  const minutes = Number(match?.[2] ?? 0);
  if (!match || hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

/** The time `minutes` later, staying within the day. */
export function shiftTime(time: string, minutes: number): string {
  const [hours = 0, old = 0] = time.split(":").map(Number);
  const total = Math.min(23 * 60 + 59, Math.max(0, hours * 60 + old + minutes));
  return parseTime(`${Math.trunc(total / 60)}:${String(total % 60).padStart(2, "0")}`) ?? time;
}
