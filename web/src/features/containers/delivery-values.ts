import type { DeliveryOut } from "@/shared/api/generated";

export type Values = Record<string, string>;

/** The keys and values of one flat record that came as JSON, form or query; null if it is anything else. */
export function valuesOf(
  delivery: Pick<DeliveryOut, "body" | "query" | "body_size">,
): Values | null {
  const { body, query } = delivery;
  if (!body) return query ? fromForm(query) : null;
  if (body.length > 9_990 && delivery.body_size > body.length) return null;
  try {
    return fromJson(JSON.parse(body));
  } catch {
    return /^[^\s{}[\]]+=/.test(body) ? fromForm(body) : null;
  }
}

function fromForm(text: string): Values | null {
  const values = Object.fromEntries(new URLSearchParams(text));
  return Object.keys(values).length > 0 ? values : null;
}

function fromJson(parsed: unknown): Values | null {
  if (parsed === null || typeof parsed !== "object" || Array.isArray(parsed)) return null;
  const entries = Object.entries(parsed);
  if (entries.length === 0) return null;
  const values: Values = {};
  for (const [key, value] of entries) {
    if (value !== null && typeof value === "object") continue;
    values[key] = value === null ? "" : String(value);
  }
  return values;
}

/** What of `edited` differs from what came; values that were added count too. */
export function corrections(came: Values, edited: Values): Values {
  return Object.fromEntries(
    Object.entries(edited).filter(([key, value]) => key && value !== (came[key] ?? "")),
  );
}
