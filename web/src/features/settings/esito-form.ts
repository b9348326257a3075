import type { Esito, EsitoPatch } from "@/shared/api/generated";
import { type Span, toMinutes, toSpan } from "./duration";

export interface EsitoForm {
  name: string;
  /** "all": of every unit. */
  unit_id: string;
  colour: NonNullable<EsitoPatch["colour"]>;
  icon: string;
  initial: boolean;
  final: boolean;
  contacted: boolean;
  positive: boolean;
  won: boolean;
  do_not_contact: boolean;
  counts_as_attempt: boolean;
  bad_lead: boolean;
  asks: Esito["asks"];
  effect: Esito["effect"];
  pool_after_days: number | null;
  max_returns: number;
  return_reason: NonNullable<Esito["return_reason"]>;
  retry_after: number | null;
  retry_span: Span;
  max_attempts: number | null;
}

export const ALL_UNITS = "all";

export function formOf(esito: Esito | null, unitId: string): EsitoForm {
  const retry = esito?.retry_after ? toSpan(esito.retry_after) : null;
  return {
    name: esito?.name ?? "",
    unit_id: esito ? (esito.unit_id ?? ALL_UNITS) : unitId,
    colour: (esito?.colour as EsitoForm["colour"] | undefined) ?? "blue",
    icon: esito?.icon ?? "circle",
    initial: esito?.initial ?? false,
    final: esito?.final ?? false,
    contacted: esito?.contacted ?? false,
    positive: esito?.positive ?? false,
    won: esito?.won ?? false,
    do_not_contact: esito?.do_not_contact ?? false,
    counts_as_attempt: esito?.counts_as_attempt ?? false,
    bad_lead: esito?.bad_lead ?? false,
    asks: esito?.asks ?? [],
    effect: esito?.effect ?? "none",
    pool_after_days: esito?.pool_after_days ?? null,
    max_returns: esito?.max_returns ?? 1,
    return_reason: esito?.return_reason ?? "other",
    retry_after: retry?.amount ?? null,
    retry_span: retry?.span ?? "hours",
    max_attempts: esito?.max_attempts ?? null,
  };
}

/** An empty number field is NaN. */
const orNull = (value: number | null) => (value === null || Number.isNaN(value) ? null : value);

export function patchOf({ unit_id: _, retry_span, ...form }: EsitoForm) {
  const retry = orNull(form.retry_after);
  return {
    ...form,
    retry_after: retry === null ? null : toMinutes(retry, retry_span),
    max_attempts: orNull(form.max_attempts),
    pool_after_days: form.effect === "pool" ? orNull(form.pool_after_days) : null,
    max_returns: orNull(form.max_returns) ?? 1,
    return_reason: form.effect === "vendor_return" ? form.return_reason : null,
  } satisfies EsitoPatch;
}
