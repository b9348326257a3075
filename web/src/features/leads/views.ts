import type { View } from "@/shared/api/generated/types.gen";
import type { Role } from "@/shared/session/me";
import { defaultSort, type LeadSearch, toFilter, toLeadSearch } from "./lead-search";

/** The tab without a view, where a person's list would open with one. */
export const ALL = "all";

/** The address that shows a view as it was saved. */
export function toViewSearch(view: View): LeadSearch {
  const { custom, ...standard } = view.filter;
  const flat = Object.entries((custom ?? {}) as Record<string, string>).map(([key, value]) => [
    `custom.${key}`,
    value,
  ]);
  return toLeadSearch({
    ...standard,
    ...Object.fromEntries(flat),
    sort: view.sort,
    columns: view.columns,
    view: view.id,
  });
}

/** What a view keeps of an address. */
export function toSaved(search: LeadSearch) {
  const { unit_id: _, ...filter } = toFilter(search, null);
  return { filter, sort: search.sort ?? null, columns: search.columns ?? [] };
}

/** Whether the address shows something else than its view. */
export function isModified(search: LeadSearch, view: View, role: Role): boolean {
  return said(search, role) !== said(toViewSearch(view), role);
}

function said({ view: _, ...search }: LeadSearch, role: Role): string {
  const whole = { ...search, sort: search.sort ?? defaultSort(role) };
  return JSON.stringify(Object.entries(whole).sort(([a], [b]) => (a < b ? -1 : 1)));
}
