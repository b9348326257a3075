import type { Role } from "@/shared/session/me";
import type { LeadSearch, Sort } from "./lead-search";

/** What the list shows unless a view says otherwise. */
const USUAL = [
  "name",
  "phone",
  "esito",
  "agent",
  "container",
  "province",
  "source",
  "age",
  "last_contact",
  "next_action",
] as const;
const MORE = ["email", "city", "campaign", "attempts", "assigned_at"] as const;
const STANDARD = [...USUAL, ...MORE];
export type StandardColumn = (typeof STANDARD)[number];
/** A standard column, or a custom field by its key. */
export type Column = StandardColumn | `custom.${string}`;

const CUSTOM = "custom.";
export const isCustom = (column: Column): column is `custom.${string}` => column.startsWith(CUSTOM);
export const keyOf = (column: `custom.${string}`) => column.slice(CUSTOM.length);

/** The standard columns of a role: an agent's leads all have the same agent. */
export function standardColumns(role: Role): readonly StandardColumn[] {
  return STANDARD.filter((column) => role !== "agente" || column !== "agent");
}

/** The columns to show: those of the address as far as they are known, or the usual ones. */
export function columnsOf(role: Role, search: LeadSearch = {}): readonly Column[] {
  const known = standardColumns(role);
  const asked = (search.columns as Column[] | undefined)?.filter(
    (column) => isCustom(column) || known.includes(column),
  );
  if (asked?.length) return asked;
  return USUAL.filter((column) => known.includes(column));
}

const ONLY_WIDE: readonly Column[] = ["container", "province", "source", "last_contact"];

/** Under 1280 px a usual column that can be read in the record gives way, so that the table fits. */
export function columnClasses(column: Column, chosen: boolean): string {
  return !chosen && ONLY_WIDE.includes(column) ? "px-2.5 max-xl:hidden" : "px-2.5";
}

export type Plain<S> = S extends `-${string}` ? never : S;

/** What a column is sorted by; the server knows no order for the others. */
export function sortOf(column: Column, role: Role): Plain<Sort> | undefined {
  if (isCustom(column)) return column;
  if (
    column === "name" ||
    column === "esito" ||
    column === "attempts" ||
    column === "assigned_at"
  ) {
    return column;
  }
  if (column === "next_action") return "next_action_at";
  if (column === "age") return role === "agente" ? "last_activity_at" : "received_at";
  return undefined;
}

/** The columns of the exported file that stand for those of the view. */
const EXPORTED: Record<StandardColumn, readonly string[]> = {
  name: ["first_name", "last_name"],
  phone: ["phone"],
  esito: ["esito"],
  agent: ["agent"],
  container: ["container"],
  province: ["province"],
  source: ["source"],
  age: ["received_at"],
  last_contact: ["last_contact_at"],
  next_action: ["next_action_at", "next_action_kind"],
  email: ["email"],
  city: ["city"],
  campaign: ["campaign"],
  attempts: ["attempts"],
  assigned_at: ["assigned_at"],
};

export function exportedColumns(role: Role, search: LeadSearch): string[] {
  return columnsOf(role, search).flatMap((column) =>
    isCustom(column) ? [column] : EXPORTED[column],
  );
}
