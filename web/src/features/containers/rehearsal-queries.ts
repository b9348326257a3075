import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { listRehearsalDays, type RehearsalInput, rehearse } from "@/shared/api/generated";

// The first word is not "containers": a replay is not asked anew at every lead that falls.
export const rehearsalDaysQuery = (id: string) =>
  queryOptions({
    queryKey: ["rehearsal", "days", id],
    queryFn: ({ signal }) => listRehearsalDays({ path: { container_id: id }, signal }),
  });

export const rehearsalQuery = (
  id: string,
  body: RehearsalInput | undefined,
  onlyChanged: boolean,
) =>
  infiniteQueryOptions({
    queryKey: ["rehearsal", "answer", id, body, onlyChanged],
    queryFn: ({ pageParam, signal }) =>
      rehearse({
        path: { container_id: id },
        body: body as RehearsalInput,
        query: { limit: 50, cursor: pageParam, only_changed: onlyChanged },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    enabled: body !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    retry: false,
  });
