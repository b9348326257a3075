/** Which pair is open; apart from the page, so that its address can be read without it. */
export interface DuplicateSearch {
  lead?: string;
  other?: string;
  /** Where one came from and goes back to, once it is decided. */
  from?: "lead";
}

const id = (value: unknown) => (typeof value === "string" && value ? value : undefined);

export function toDuplicateSearch(search: Record<string, unknown>): DuplicateSearch {
  const [lead, other] = [id(search.lead), id(search.other)];
  if (!lead || !other) return {};
  return search.from === "lead" ? { lead, other, from: "lead" } : { lead, other };
}
