import type { Me, Role } from "./me";

const manages = (me: Me) => me.role !== "agente";
const administers = (me: Me) => me.role === "admin";

/** Policies by name. They only decide what is shown: the server decides what is allowed. */
const POLICIES = {
  "container:read": manages,
  "container:edit": manages,
  "lead:assign": manages,
  "lead:create": () => true,
  "lead:trash": manages,
  "lead:export": (me: Me) => me.can_export,
  "import:run": manages,
  "unit:edit": (me: Me) => me.can_configure,
  "unit:create": administers,
  "user:edit": manages,
  "settings:edit": (me: Me) => me.can_configure,
  "outbox:read": administers,
  "system:read": administers,
  "register:read": (me: Me) => me.role === "agente",
} satisfies Record<string, (me: Me) => boolean>;

export type Permission = keyof typeof POLICIES;

export function can(me: Me, permission: Permission): boolean {
  return POLICIES[permission](me);
}

export const ROLES: readonly Role[] = ["admin", "referente", "agente"];
