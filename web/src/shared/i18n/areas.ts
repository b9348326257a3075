/** One JSON file per area and language. Add the name here and both files. */
export const AREAS = [
  "common",
  "shell",
  "errors",
  "auth",
  "profile",
  "kit",
  "today",
  "briefing",
  "dashboard",
  "reports",
  "leads",
  "pipeline",
  "record",
  "containers",
  "rehearsal",
  "imports",
  "mapping",
  "duplicates",
  "returns",
  "radar",
  "calendar",
  "units",
  "users",
  "esiti",
  "custom-fields",
  "meta",
  "outbox",
  "sources",
  "system",
] as const;

export type Area = (typeof AREAS)[number];

/** Loaded with the page; every other area comes with its route (see `loadAreas`). */
export const FIRST_AREAS: readonly Area[] = ["common", "shell", "errors"];
