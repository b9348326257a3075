import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  Lead,
  Neighbours,
  PageContainer,
  ReturnPage,
  Timeline,
  Trace,
} from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";

/** The state of the list that the record was opened from; `from` names another page. */
export interface RecordSearch {
  from?: "today" | "pipeline";
  esito_id?: string[];
  agent_id?: string;
  q?: string;
  sort?: string;
  /** The list's view and columns, for the way back. */
  view?: string;
  columns?: string[];
}

export const leadQuery = (id: string) =>
  queryOptions({
    queryKey: ["leads", "detail", id],
    queryFn: ({ signal }) => http.get<Lead>(`/api/leads/${id}`, {}, signal),
  });

export const neighboursQuery = (id: string, search: RecordSearch) => {
  const { from: _from, view: _view, columns: _columns, ...filter } = search;
  return queryOptions({
    queryKey: ["leads", "neighbours", id, filter],
    queryFn: ({ signal }) =>
      http.get<Neighbours>(`/api/leads/${id}/neighbours`, { ...filter }, signal),
    placeholderData: keepPreviousData,
  });
};

/** Whether the person may read the Registro of a container: an agent only where they are in its team. */
export const teamsQuery = queryOptions({
  queryKey: ["containers", "teams", "mine"],
  queryFn: ({ signal }) => http.get<PageContainer>("/api/containers", { limit: 200 }, signal),
  select: (page) => new Set(page.items.map((container) => container.id)),
});

export const timelineQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["leads", "timeline", id],
    queryFn: ({ signal, pageParam }) =>
      http.get<Timeline>(`/api/leads/${id}/timeline`, { limit: 50, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const traceQuery = (id: string) =>
  queryOptions({
    queryKey: ["leads", "distribution", id],
    queryFn: ({ signal }) => http.get<Trace>(`/api/leads/${id}/distribution`, {}, signal),
  });

/** The lead's return to its vendor, if there is one; of leads that were merged the newest. */
export const returnQuery = (id: string) =>
  queryOptions({
    queryKey: ["returns", "of-lead", id],
    queryFn: ({ signal }) =>
      http.get<ReturnPage>("/api/returns", { lead_id: id, limit: 1 }, signal),
    select: (page) => page.items[0] ?? null,
  });
