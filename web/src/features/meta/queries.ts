import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import {
  listContainers,
  listMetaForms,
  listMetaLeads,
  listMetaPages,
  type MetaLeadOut,
  metaStatus,
} from "@/shared/api/generated";

export type MetaLeadState = MetaLeadOut["state"];

export const statusQuery = queryOptions({
  queryKey: ["meta", "status"],
  queryFn: ({ signal }) => metaStatus({ signal }),
});

export const pagesQuery = infiniteQueryOptions({
  queryKey: ["meta", "pages"],
  queryFn: ({ pageParam, signal }) =>
    listMetaPages({ query: { limit: 50, cursor: pageParam }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next_cursor,
});

export const formsQuery = infiniteQueryOptions({
  queryKey: ["meta", "forms"],
  queryFn: ({ pageParam, signal }) =>
    listMetaForms({ query: { limit: 50, cursor: pageParam }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next_cursor,
});

/** Announced leads in one state; null = all that are no lead yet. */
export const metaLeadsQuery = (state: MetaLeadState | null) =>
  infiniteQueryOptions({
    queryKey: ["meta", "leads", state],
    queryFn: ({ pageParam, signal }) =>
      listMetaLeads({ query: { state, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

/** Every container that leads may go to, as options. */
export const containerChoicesQuery = queryOptions({
  queryKey: ["containers", "choices"],
  queryFn: ({ signal }) => listContainers({ query: { limit: 200 }, signal }),
  select: (page) =>
    page.items.map(({ id, name, unit }) => ({
      value: id,
      label: name,
      hint: unit.name,
      unitId: unit.id,
    })),
});
