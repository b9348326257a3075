import { queryOptions } from "@tanstack/react-query";
import type { CustomField } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";

/** The custom fields of a unit, or of all that the person sees. */
export const customFieldsQuery = (unitId: string | null) =>
  queryOptions({
    queryKey: ["custom-fields", "list", unitId],
    queryFn: ({ signal }) =>
      http.get<{ items: CustomField[] }>(
        "/api/custom-fields",
        { unit_id: unitId, limit: 200 },
        signal,
      ),
    staleTime: 300_000,
  });
