import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { getUser, listUsers } from "@/shared/api/generated";
import type { Role } from "@/shared/session/me";

export interface UserFilter {
  q?: string;
  role?: Role;
  unit?: string;
  state?: "active" | "inactive";
}

export const usersQuery = ({ q, role, unit, state }: UserFilter) =>
  infiniteQueryOptions({
    queryKey: ["users", "list", { q, role, unit, state }],
    queryFn: ({ pageParam, signal }) =>
      listUsers({
        query: {
          q: q || null,
          role: role ?? null,
          unit_id: unit ?? null,
          active: state ? state === "active" : null,
          limit: 100,
          cursor: pageParam,
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const userQuery = (id: string) =>
  queryOptions({
    queryKey: ["users", "detail", id],
    queryFn: ({ signal }) => getUser({ path: { user_id: id }, signal }),
  });

/** Who could take over an agent's leads: active agents of their units. */
export const heirsQuery = (unitIds: readonly string[]) =>
  queryOptions({
    queryKey: ["users", "heirs", unitIds],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        unitIds.map((unit) =>
          listUsers({ query: { unit_id: unit, active: true, limit: 200 }, signal }),
        ),
      );
      const found = new Map(pages.flatMap((page) => page.items).map((user) => [user.id, user]));
      return [...found.values()].filter((user) => user.role !== "admin");
    },
  });
