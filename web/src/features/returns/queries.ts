import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import type {
  AnswerInput,
  DecisionInput,
  Done,
  FileInput,
  ReturnPage,
  ReturnSummary,
  VendorFile,
} from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import type { ReturnState } from "./return-search";

export interface ReturnFilter {
  month: string;
  unitId: string | null;
  vendor: string | undefined;
  state: ReturnState | undefined;
}

export const returnsQuery = ({ month, unitId, vendor, state }: ReturnFilter) =>
  infiniteQueryOptions({
    queryKey: ["returns", "list", { month, unitId, vendor, state }],
    queryFn: ({ signal, pageParam }) =>
      http.get<ReturnPage>(
        "/api/returns",
        { month, unit_id: unitId, vendor, state, limit: 100, cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const summaryQuery = (month: string, unitId: string | null, vendor: string | undefined) =>
  queryOptions({
    queryKey: ["returns", "summary", { month, unitId, vendor }],
    queryFn: ({ signal }) =>
      http.get<ReturnSummary>("/api/returns/summary", { month, unit_id: unitId, vendor }, signal),
    placeholderData: keepPreviousData,
  });

/** What is done to returns shows at once in the list, the totals, the records and the costs. */
function useFresh() {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ["dashboard"] });
    void client.invalidateQueries({ queryKey: ["leads", "timeline"] });
    return client.invalidateQueries({ queryKey: ["returns"] });
  };
}

export function useDecide() {
  const fresh = useFresh();
  return useMutation({
    meta: { ownErrors: true },
    mutationFn: (said: DecisionInput) => http.post<Done>("/api/returns/decide", said),
    onSuccess: fresh,
  });
}

export function useAnswer() {
  const fresh = useFresh();
  return useMutation({
    meta: { ownErrors: true },
    mutationFn: (said: AnswerInput) => http.post<Done>("/api/returns/answer", said),
    onSuccess: fresh,
  });
}

export function useMakeFile() {
  const fresh = useFresh();
  return useMutation({
    mutationFn: (wanted: FileInput) => http.post<VendorFile>("/api/returns/files", wanted),
    onSettled: fresh,
  });
}
