import type { ReportSpec } from "@/shared/api/generated/types.gen";
import { romeDay } from "@/shared/lib/dates";
import { type Dimension, type ReportSearch, toReportSearch } from "./report-search";

/** What is sent to the server. */
export function toSpec(search: ReportSearch, unitId: string | null): ReportSpec {
  const { saved: _, agent_id, container_id, esito_id, province, source, ...spec } = search;
  const filter = { agent_id, container_id, esito_id, province, source, unit_id: unitId };
  return {
    ...spec,
    filter: Object.fromEntries(
      Object.entries(filter).filter(([, value]) => value !== undefined && value !== null),
    ),
  };
}

/** The address of a kept report. */
export function fromSpec(spec: ReportSpec, id: string): ReportSearch {
  const { filter, ...rest } = spec;
  return toReportSearch({ ...rest, ...filter, saved: id });
}

/** The leads behind a cell, as the list's address; null where the list has no such filter. */
export function leadsBehind(
  search: ReportSearch,
  span: { start: string; end: string } | null,
  at: readonly (readonly [Dimension, string | null])[],
): Record<string, unknown> | null {
  const { agent_id, container_id, esito_id, province, source } = search;
  const found: Record<string, unknown> = { agent_id, container_id, esito_id, province, source };
  if (span) {
    found.received_from = romeDay(span.start);
    found.received_to = romeDay(Date.parse(span.end) - 1);
  }
  for (const [dimension, key] of at) {
    const value = key ?? "none";
    if (dimension === "agent") found.agent_id = value;
    else if (dimension === "esito" || dimension === "container") found[`${dimension}_id`] = [value];
    else if (dimension === "source" || dimension === "campaign" || dimension === "province") {
      found[dimension] = [value];
    } else if (dimension === "reason" && key) found.reason = key;
    else if (key && (dimension === "day" || dimension === "week" || dimension === "month")) {
      Object.assign(found, daysOf(dimension, key));
    } else return null;
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function daysOf(step: "day" | "week" | "month", first: string) {
  const last = new Date(`${first}T12:00:00Z`);
  if (step === "week") last.setUTCDate(last.getUTCDate() + 6);
  if (step === "month") last.setUTCMonth(last.getUTCMonth() + 1, 0);
  return { received_from: first, received_to: last.toISOString().slice(0, 10) };
}
