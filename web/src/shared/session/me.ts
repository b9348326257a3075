import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { http } from "@/shared/api/http";
import { queryClient } from "@/shared/api/query-client";

export type Role = "admin" | "referente" | "agente";

export interface Me {
  id: string;
  email: string;
  first_name: string;
  last_name: string;
  role: Role;
  unit_ids: string[];
  language: "it" | "en";
  must_change_password: boolean;
  units: { id: string; name: string }[];
  can_export: boolean;
  /** An Admin, or a Referente whom the Admin lets configure their units. */
  can_configure: boolean;
}

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => http.get<Me>("/api/me", undefined, signal),
  staleTime: 5 * 60_000,
});

/** Who is logged in; only below the guarded routes, which load it before they render. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

export async function login(email: string, password: string): Promise<void> {
  await http.post("/api/auth/login", { email, password });
  queryClient.clear();
}

/** Ends the session here (`everywhere`: on every device) and forgets all that was loaded. */
export async function logout(everywhere = false): Promise<void> {
  await http.post(everywhere ? "/api/auth/logout-all" : "/api/auth/logout");
  queryClient.clear();
}
