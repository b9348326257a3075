export const DIMENSIONS = [
  "agent",
  "esito",
  "source",
  "campaign",
  "ad",
  "form",
  "container",
  "unit",
  "province",
  "region",
  "reason",
  "day",
  "week",
  "month",
  "weekday",
  "hour",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export const MEASURES = [
  "leads",
  "contacted",
  "contacted_rate",
  "attempts",
  "attempts_per_lead",
  "appointments",
  "contracts",
  "conversion",
  "cost",
  "cost_per_contract",
] as const;
export type Measure = (typeof MEASURES)[number];

export const PERIODS = ["today", "7d", "30d", "month", "year", "all", "custom"] as const;
export const CHARTS = ["bars", "stacked", "line", "none"] as const;
const FILTERS = ["container_id", "esito_id", "province", "source"] as const;

type Filters = Partial<Record<(typeof FILTERS)[number], string[]>>;

/** A report as the address of its page says it. */
export interface ReportSearch extends Filters {
  rows: Dimension;
  columns?: Dimension;
  measures: Measure[];
  period: (typeof PERIODS)[number];
  first?: string;
  last?: string;
  chart: (typeof CHARTS)[number];
  agent_id?: string;
  /** The kept report it began as. */
  saved?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const list = (value: unknown) =>
  (Array.isArray(value) ? value : [value]).filter(
    (one): one is string => typeof one === "string" && one !== "",
  );
const known = <V extends string>(values: readonly V[], value: unknown): V | undefined =>
  values.find((one) => one === value);

/** Reads the address; what it does not know it leaves out. */
export function toReportSearch(raw: Record<string, unknown>): ReportSearch {
  const rows = known(DIMENSIONS, raw.rows) ?? "agent";
  const columns = known(DIMENSIONS, raw.columns);
  const asked = list(raw.measures);
  const measures = MEASURES.filter((one) => asked.includes(one)).slice(0, 6);
  const [first, last] = [raw.first, raw.last].filter(
    (day): day is string => typeof day === "string" && DAY.test(day),
  );
  const period = known(PERIODS, raw.period) ?? "30d";
  const search: ReportSearch = {
    rows,
    measures: measures.length > 0 ? measures : ["leads"],
    period: period === "custom" && !(first && last) ? "30d" : period,
    chart: known(CHARTS, raw.chart) ?? "bars",
  };
  if (columns && columns !== rows) search.columns = columns;
  if (search.period === "custom" && first && last) Object.assign(search, { first, last });
  for (const name of FILTERS) if (list(raw[name]).length > 0) search[name] = list(raw[name]);
  for (const name of ["agent_id", "saved"] as const) {
    const value = raw[name];
    if (typeof value === "string" && value) search[name] = value;
  }
  return search;
}
