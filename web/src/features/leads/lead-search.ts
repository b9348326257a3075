import type { LeadFilter } from "@/shared/api/generated/types.gen";
import type { Role } from "@/shared/session/me";

export type Speed = (typeof SPEEDS)[number];
export type Sort = (typeof SORTS)[number] | `custom.${string}` | `-custom.${string}`;

/** What the address of the list says: filter, search and order. Absent = not narrowed. */
export interface LeadSearch {
  q?: string;
  container_id?: string[];
  /** An id, "none" or "me". */
  agent_id?: string;
  esito_id?: string[];
  province?: string[];
  source?: string[];
  received_from?: string;
  received_to?: string;
  queued?: boolean;
  overdue?: boolean;
  unworked?: boolean;
  deleted?: boolean;
  campaign?: string[];
  /** What the figures of the dashboard open. */
  contacted?: boolean;
  appointment?: boolean;
  won?: boolean;
  bad_lead?: boolean;
  beyond_start?: boolean;
  /** Level and name of where they came from, as the radar says. */
  origin?: string;
  speed?: Speed;
  reason?: string;
  /** Weekday (1 is Monday) and hour in Rome: "1-18". */
  answered_at?: string;
  sort?: Sort;
  /** The saved view that the list was opened with; "all" is none. */
  view?: string;
  /** The columns in their order; absent: the usual ones. */
  columns?: string[];
  /** The value of a custom field, by its key. */
  [custom: `custom.${string}`]: string;
}

const CUSTOM = "custom.";
const CUSTOM_SORT = /^-?custom\.[a-z][a-z0-9_]*$/;
const LISTS = ["container_id", "esito_id", "province", "source", "campaign", "columns"] as const;
const TEXTS = [
  "q",
  "agent_id",
  "received_from",
  "received_to",
  "reason",
  "answered_at",
  "origin",
  "view",
] as const;
const KEPT = ["sort", "view", "columns"];
const EITHER = ["contacted", "appointment", "won", "bad_lead", "beyond_start"] as const;
const SPEEDS = ["5m", "1h", "24h", "later", "never"] as const;
const FLAGS = ["queued", "overdue", "unworked", "deleted"] as const;
const SORTS = [
  "-received_at",
  "received_at",
  "-last_activity_at",
  "last_activity_at",
  "next_action_at",
  "-next_action_at",
  "name",
  "-name",
  "-assigned_at",
  "assigned_at",
  "attempts",
  "-attempts",
  "esito",
  "-esito",
] as const;
/** An agent sees first who asked last: a new lead, or one that wrote again. The others by arrival. */
export function defaultSort(role: Role): Sort {
  return role === "agente" ? "-last_activity_at" : "-received_at";
}

/** Reads the address; what it does not know it leaves out. A number may be a search ("?q=333"). */
export function toLeadSearch(raw: Record<string, unknown>): LeadSearch {
  const search: LeadSearch = {};
  for (const name of TEXTS) {
    const value = raw[name];
    if (typeof value === "string" || typeof value === "number") {
      if (String(value).trim()) search[name] = String(value);
    }
  }
  for (const name of LISTS) {
    const value = raw[name];
    const list = (Array.isArray(value) ? value : [value]).filter(
      (item) => typeof item === "string" && item,
    );
    if (list.length > 0) search[name] = list as string[];
  }
  for (const name of FLAGS) if (raw[name] === true || raw[name] === "true") search[name] = true;
  for (const name of EITHER) {
    if (String(raw[name]) === "true") search[name] = true;
    if (String(raw[name]) === "false") search[name] = false;
  }
  const speed = SPEEDS.find((known) => known === raw.speed);
  if (speed) search.speed = speed;
  for (const [name, value] of Object.entries(raw)) {
    if (name.startsWith(CUSTOM) && value) search[name as `custom.${string}`] = String(value);
  }
  const sort = SORTS.find((known) => known === raw.sort);
  if (sort) search.sort = sort;
  else if (CUSTOM_SORT.test(String(raw.sort))) search.sort = raw.sort as Sort;
  return search;
}

/** Reads the address of the pipeline: a filter without Esito, order, view and trash. */
export function toBoardSearch(raw: Record<string, unknown>): LeadSearch {
  const {
    esito_id: _esito,
    sort: _sort,
    view: _view,
    columns: _columns,
    ...rest
  } = toLeadSearch(raw);
  const { deleted: _deleted, ...search } = rest;
  return search;
}

/** The query of `GET /api/leads` and its kin. */
export function toQuery(search: LeadSearch, unitId: string | null, role: Role) {
  const { view: _view, columns: _columns, ...asked } = search;
  return { sort: defaultSort(role), ...asked, unit_id: unitId };
}

/** The list a record was opened from, for its address: previous and next walk exactly that list. */
export type Walk = Record<string, unknown>;

export function toWalk(query: object): Walk {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null));
}

/** The same as the filter that bulk acts send. */
export function toFilter(search: LeadSearch, unitId: string | null): LeadFilter {
  const { sort: _sort, view: _view, columns: _columns, ...rest } = search;
  const entries = Object.entries(rest);
  const standard = Object.fromEntries(entries.filter(([name]) => !name.startsWith(CUSTOM)));
  const custom = customOf(search);
  return {
    ...standard,
    ...(Object.keys(custom).length > 0 ? { custom } : {}),
    unit_id: unitId,
  };
}

/** The values of custom fields that the list is narrowed by, by the keys of the fields. */
export function customOf(search: LeadSearch): Record<string, string> {
  return Object.fromEntries(
    Object.entries(search)
      .filter(([name]) => name.startsWith(CUSTOM))
      .map(([name, value]) => [name.slice(CUSTOM.length), String(value)]),
  );
}

/** The search with another value for a custom field; `null` takes it away. */
export function withCustom(search: LeadSearch, key: string, value: string | null): LeadSearch {
  const { [`${CUSTOM}${key}` as const]: _, ...rest } = search;
  return value ? { ...rest, [`${CUSTOM}${key}`]: value } : rest;
}

/** Without the filters; order, view and columns stay. */
export function cleared(search: LeadSearch): LeadSearch {
  return Object.fromEntries(Object.entries(search).filter(([name]) => KEPT.includes(name)));
}

/** The view and the columns, which are no part of a query. */
export function keptOf({ view, columns }: LeadSearch): Pick<LeadSearch, "view" | "columns"> {
  return { ...(view ? { view } : {}), ...(columns ? { columns } : {}) };
}

export function isNarrowed(search: LeadSearch): boolean {
  return Object.keys(search).some((name) => !KEPT.includes(name));
}

/** What a figure of the dashboard or of the radar narrows by, beside the filters that one chooses in the list. */
export const OPENED = [
  "contacted",
  "appointment",
  "won",
  "speed",
  "campaign",
  "reason",
  "answered_at",
  "origin",
  "bad_lead",
  "beyond_start",
] as const;

export function isOpened(search: LeadSearch): boolean {
  return OPENED.some((name) => search[name] !== undefined);
}
