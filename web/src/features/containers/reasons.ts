const REASONS = [
  "deactivated",
  "paused",
  "absent",
  "outside_hours",
  "holiday",
  "province_not_covered",
  "daily_cap",
  "open_cap",
  "not_in_container",
  "already_returned_it",
  "awaiting_previous_esito",
  "not_next",
  "not_first",
] as const;

export type Reason = (typeof REASONS)[number];

/** Whether we have words for a reason of the server. */
export function isReason(code: string): code is Reason {
  return (REASONS as readonly string[]).includes(code);
}
