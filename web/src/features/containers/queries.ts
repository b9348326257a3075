import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import {
  getContainer,
  listContainers,
  listDeliveries,
  listUsers,
  register,
} from "@/shared/api/generated";

const MOST = 200;

export interface ContainerFilter {
  unitId: string | null;
  q: string;
  active: boolean | null;
}

export const containersQuery = ({ unitId, q, active }: ContainerFilter) =>
  infiniteQueryOptions({
    queryKey: ["containers", "list", { unitId, q, active }],
    queryFn: ({ pageParam, signal }) =>
      listContainers({
        query: { unit_id: unitId, q: q || null, active, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const containerQuery = (id: string) =>
  queryOptions({
    queryKey: ["containers", "detail", id],
    queryFn: ({ signal }) => getContainer({ path: { container_id: id }, signal }),
  });

export type RegisterDays = 7 | 30 | 90;

export const registerQuery = (id: string, days: RegisterDays) =>
  infiniteQueryOptions({
    queryKey: ["containers", "register", id, days],
    queryFn: ({ pageParam, signal }) =>
      register({
        path: { container_id: id },
        query: { days, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const keptQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["containers", "kept", id],
    queryFn: ({ pageParam, signal }) =>
      listDeliveries({
        query: { container_id: id, state: "kept", limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

/** Who may join a team: active agents and referenti of the unit. */
export const candidatesQuery = (unitId: string) =>
  queryOptions({
    queryKey: ["users", "candidates", unitId],
    queryFn: ({ signal }) =>
      listUsers({ query: { unit_id: unitId, active: true, limit: MOST }, signal }),
    select: (page) => page.items.filter((user) => user.role !== "admin"),
  });

/** The vendors of a unit, as its containers name them. */
export const vendorsQuery = (unitId: string) =>
  queryOptions({
    queryKey: ["containers", "vendors", unitId],
    queryFn: ({ signal }) => listContainers({ query: { unit_id: unitId, limit: MOST }, signal }),
    select: (page) =>
      [...new Set(page.items.map(({ vendor }) => vendor).filter((one) => one != null))].sort(),
  });
