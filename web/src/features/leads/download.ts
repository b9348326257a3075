import { apiFetch } from "@/shared/api/fetch";
import { withQuery } from "@/shared/api/http";
import { saveResponse } from "@/shared/api/save-response";
import type { Role } from "@/shared/session/me";
import { type LeadSearch, toFilter, toQuery } from "./lead-search";
import type { Selection } from "./use-selection";

/** What leaves in the file: everything a search finds, or a selection of it. */
export interface Exported {
  search: LeadSearch;
  unitId: string | null;
  role: Role;
  selection: Selection | null;
  columns: "all" | string[];
}

function order({ search, unitId, role, selection, columns }: Exported): Promise<Response> {
  const query = toQuery(search, unitId, role);
  if (!selection || selection.all) {
    const keys = columns === "all" ? columns : columns.join(",");
    return apiFetch(withQuery("/api/leads/export.xlsx", { ...query, columns: keys }));
  }
  return apiFetch("/api/leads/export", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      lead_ids: [...selection.ids],
      filter: toFilter(search, unitId),
      sort: query.sort,
      columns,
    }),
  });
}

/** Fetches the workbook, telling the part that has come (0 to 1), and saves it under the server's name. */
export async function downloadWorkbook(
  what: Exported,
  onProgress: (part: number) => void,
): Promise<void> {
  await saveResponse(await order(what), "lead.xlsx", onProgress);
}
