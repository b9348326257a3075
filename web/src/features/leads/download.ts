import { apiFetch } from "@/shared/api/fetch";
import { withQuery } from "@/shared/api/http";
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
  const response = await order(what);
  const size = Number(response.headers.get("Content-Length")) || 0;
  const pieces: BlobPart[] = [];
  let come = 0;
  const reader = response.body?.getReader();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    pieces.push(piece.value);
    come += piece.value.length;
    if (size) onProgress(come / size);
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  const address = URL.createObjectURL(
    new Blob(pieces, { type: response.headers.get("Content-Type") ?? "" }),
  );
  const link = document.createElement("a");
  link.href = address;
  link.download = name ?? "lead.xlsx";
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
