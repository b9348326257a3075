import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ImportPatch, patchImport } from "@/shared/api/generated";
import { importQuery } from "./queries";

/** Reads the file otherwise; what is shown follows at once, or by polling where the file is large. */
export function useChangeImport(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ImportPatch) => patchImport({ path: { import_id: id }, body }),
    onSuccess: (after) => client.setQueryData(importQuery(id).queryKey, after),
  });
}
