import type { Role } from "@/shared/session/me";
import type { Sort } from "./lead-search";

export const COLUMNS = [
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
export type Column = (typeof COLUMNS)[number];

/** The columns of a role: an agent's leads all have the same agent. */
export function columnsOf(role: Role): readonly Column[] {
  return role === "agente" ? COLUMNS.filter((column) => column !== "agent") : COLUMNS;
}

const ONLY_WIDE: readonly Column[] = ["container", "province", "source", "last_contact"];

/** Under 1280 px a column that can be read in the record gives way, so that the table fits. */
export function columnClasses(column: Column): string {
  return ONLY_WIDE.includes(column) ? "px-2.5 max-xl:hidden" : "px-2.5";
}

type Plain<S> = S extends `-${string}` ? never : S;

/** What a column is sorted by; the server knows no order for the others. */
export function sortOf(column: Column, role: Role): Plain<Sort> | undefined {
  if (column === "name" || column === "esito") return column;
  if (column === "next_action") return "next_action_at";
  if (column === "age") return role === "agente" ? "last_activity_at" : "received_at";
  return undefined;
}

/** The columns of the exported file that stand for those of the view. */
const EXPORTED: Record<Column, readonly string[]> = {
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
};

export function exportedColumns(role: Role): string[] {
  return columnsOf(role).flatMap((column) => EXPORTED[column]);
}
