import { apiFetch } from "@/shared/api/fetch";
import type { ImportOut } from "@/shared/api/generated";

/** Saves the rejected records as a workbook, under the server's name for it. */
export async function downloadRejected({ id }: Pick<ImportOut, "id">): Promise<void> {
  const response = await apiFetch(`/api/imports/${encodeURIComponent(id)}/rejected.xlsx`);
  const named = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = named ?? "scartati.xlsx";
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
