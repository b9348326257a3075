import { redirect } from "@tanstack/react-router";
import { can, type Permission } from "./can";
import type { Me } from "./me";

/** For a route's `beforeLoad`: shows the "not for your role" page instead of an empty one. */
export function requirePermission(me: Me, permission: Permission): void {
  if (!can(me, permission)) throw redirect({ to: "/forbidden" as string, replace: true });
}
