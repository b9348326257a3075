import type { Container, ContainerPatch, RehearsalInput, TeamMember } from "@/shared/api/generated";
import type { Policy } from "./policies";
import { termsOf } from "./use-put-team";

/** The rules that are being tried; the last two are of the Prova alone and never saved. */
export interface Rules {
  policy: Policy;
  pace_minutes: number | null;
  claim_minutes: number;
  requires_province: boolean;
  team: TeamMember[];
  ignore_hours: boolean;
  ignore_pauses: boolean;
}

const OWN = ["policy", "pace_minutes", "claim_minutes", "requires_province"] as const;
const MOST_MINUTES = 1440;

/** The container's own rules. */
export function rulesOf(container: Container): Rules {
  return {
    policy: container.policy,
    pace_minutes: container.pace_minutes ?? null,
    claim_minutes: container.claim_minutes ?? 5,
    requires_province: container.requires_province ?? true,
    team: container.team ?? [],
    ignore_hours: false,
    ignore_pauses: false,
  };
}

export function bodyOf(day: string, { team, ...rules }: Rules): RehearsalInput {
  return { day, ...rules, team: team.map(termsOf) };
}

/** What of the container's own fields is edited. */
export function patchOfRules(container: Container, rules: Rules): ContainerPatch {
  const now = rulesOf(container);
  return Object.fromEntries(
    OWN.filter((name) => rules[name] !== now[name]).map((name) => [name, rules[name]]),
  );
}

/** Who joins, who leaves, and whose terms are others. */
export function teamChanges(container: Container, rules: Rules) {
  const before = new Map((container.team ?? []).map((member) => [member.user_id, member]));
  const after = new Set(rules.team.map((member) => member.user_id));
  return {
    joined: rules.team.filter((member) => !before.has(member.user_id)),
    left: [...before.values()].filter((member) => !after.has(member.user_id)),
    changed: rules.team.filter((member) => {
      const old = before.get(member.user_id);
      return old && JSON.stringify(termsOf(old)) !== JSON.stringify(termsOf(member));
    }),
  };
}

export function isEdited(container: Container, rules: Rules): boolean {
  const { joined, left, changed } = teamChanges(container, rules);
  return (
    Object.keys(patchOfRules(container, rules)).length + joined.length + left.length > 0 ||
    changed.length > 0
  );
}

export const minutesAreRight = (minutes: number | null): boolean =>
  minutes === null || (Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_MINUTES);

/** A person of the unit as a new member. */
export function newMember(user_id: string, name: string): TeamMember {
  return {
    user_id,
    name,
    weight: 1,
    daily_cap: null,
    open_cap: 30,
    provinces: [],
    active: true,
    paused: false,
    paused_until: null,
    absent: false,
    joined_at: new Date().toISOString(),
  };
}
