import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  getImportRows,
  getImports,
  type ImportOut,
  listContainers,
  readOneImport,
} from "@/shared/api/generated";
import type { Verdict } from "./import-search";

export type ImportState = ImportOut["state"];

/** The server is at it: its progress is asked for again and again. */
export function isAtWork(state: ImportState): boolean {
  return state === "reading" || state === "committing" || state === "undoing";
}

export const importsQuery = (unitId: string | null) =>
  infiniteQueryOptions({
    queryKey: ["imports", "list", { unitId }],
    queryFn: ({ pageParam, signal }) =>
      getImports({ query: { unit_id: unitId, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.items.some(({ state }) => isAtWork(state)))
        ? 2_000
        : false,
  });

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["imports", "detail", id],
    queryFn: ({ signal }) => readOneImport({ path: { import_id: id }, signal }),
    refetchInterval: (query) =>
      query.state.data && isAtWork(query.state.data.state) ? 1_000 : false,
  });

/** The records of an import; asked for anew when its counts or its state have changed. */
export const rowsQuery = ({ id, state, counts, sheet }: ImportOut, verdict: Verdict | null) =>
  infiniteQueryOptions({
    queryKey: ["imports", "rows", id, verdict, { state, counts, sheet }],
    queryFn: ({ pageParam, signal }) =>
      getImportRows({
        path: { import_id: id },
        query: { verdict, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
  });

/** Containers that leads may be imported into, as options. */
export const destinationsQuery = (unitId: string | null) =>
  queryOptions({
    queryKey: ["containers", "destinations", { unitId }],
    queryFn: ({ signal }) => listContainers({ query: { unit_id: unitId, limit: 200 }, signal }),
    select: (page) =>
      page.items.map(({ id, name, unit }) => ({ value: id, label: name, hint: unit.name })),
  });
