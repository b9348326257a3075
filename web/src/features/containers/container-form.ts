import type { Container, ContainerPatch } from "@/shared/api/generated";
import { type Rule, toMapping, toRules } from "@/shared/mapping/mapping-rules";
import type { Policy } from "./policies";

export interface ContainerForm {
  name: string;
  policy: Policy;
  claim_minutes: number;
  pace_minutes: number | null;
  sla_warn_minutes: number | null;
  sla_take_back_minutes: number | null;
  source: string;
  price_per_lead: string;
  identity_scope: "unit" | "container";
  google_key: string;
  requires_province: boolean;
  mapping: Rule[];
}

/** A container as its form shows it: amounts with a comma, nothing as an empty text. */
export function formOf(container: Container): ContainerForm {
  return {
    name: container.name,
    policy: container.policy,
    claim_minutes: container.claim_minutes ?? 5,
    pace_minutes: container.pace_minutes ?? null,
    sla_warn_minutes: container.sla_warn_minutes ?? null,
    sla_take_back_minutes: container.sla_take_back_minutes ?? null,
    source: container.source ?? "",
    price_per_lead: container.price_per_lead?.toFixed(2).replace(".", ",") ?? "",
    identity_scope: container.identity_scope ?? "unit",
    google_key: container.google_key ?? "",
    requires_province: container.requires_province ?? true,
    mapping: toRules(container.mapping ?? {}),
  };
}

/** The way back; rules that are not whole are left out. */
export function patchOf(form: ContainerForm): ContainerPatch {
  const { name, policy, claim_minutes, pace_minutes, identity_scope, requires_province } = form;
  const price = form.price_per_lead.trim().replace(",", ".");
  return {
    name,
    policy,
    claim_minutes,
    pace_minutes,
    sla_warn_minutes: form.sla_warn_minutes,
    sla_take_back_minutes: form.sla_take_back_minutes,
    identity_scope,
    requires_province,
    source: form.source.trim() || null,
    price_per_lead: price ? Number(price) : null,
    google_key: form.google_key.trim() || null,
    mapping: toMapping(form.mapping),
  };
}
