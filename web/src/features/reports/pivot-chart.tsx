import { useTranslation } from "react-i18next";
import {
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { ReportResult } from "@/shared/api/generated/types.gen";
import type { ReportSearch } from "./report-search";
import { formatMeasure, headName } from "./words";

const MOST_POINTS = 60;
const MOST_SERIES = 8;
const COLOURS = ["blue", "green", "amber", "violet", "red", "cyan", "pink", "orange"].map(
  (tone) => `var(--tone-${tone}-dot)`,
);

/** The first measure drawn: a series for each column, or one. The table says the same in figures. */
export function PivotChart({ search, result }: { search: ReportSearch; result: ReportResult }) {
  const { t } = useTranslation("reports");
  const { rows, columns, chart } = search;
  const measure = search.measures[0] ?? "leads";
  const nothing = t("not_given");
  const series = columns
    ? result.columns.slice(0, MOST_SERIES).map((head) => headName(columns, head, nothing))
    : [t(`measure.${measure}`)];
  const points = result.rows.slice(0, MOST_POINTS).map((row) => ({
    name: headName(rows, row, nothing),
    values: series.map((_, place) => (columns ? row.cells[place]?.[0] : row.total[0]) ?? 0),
  }));
  const axis = { fill: "var(--muted-foreground)", fontSize: 11 };
  const Chart = chart === "line" ? LineChart : BarChart;
  return (
    <figure aria-label={t("chart_of", { measure: t(`measure.${measure}`) })} className="m-0">
      <div className="h-72" aria-hidden>
        <ResponsiveContainer width="100%" height="100%">
          <Chart
            data={points}
            margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--border)" />
            <XAxis dataKey="name" tickLine={false} axisLine={false} minTickGap={12} tick={axis} />
            <YAxis
              tickLine={false}
              axisLine={false}
              width={64}
              tick={axis}
              tickFormatter={(value: number) => formatMeasure(measure, value)}
            />
            <Tooltip
              cursor={{ fill: "var(--muted)" }}
              isAnimationActive={false}
              formatter={(value) => formatMeasure(measure, Number(value))}
              contentStyle={{
                background: "var(--popover)",
                border: "1px solid var(--border)",
                borderRadius: 8,
                fontSize: 12,
              }}
            />
            {series.map((name, place) =>
              chart === "line" ? (
                <Line
                  key={name}
                  name={name}
                  dataKey={(point: (typeof points)[number]) => point.values[place]}
                  stroke={COLOURS[place % COLOURS.length] as string}
                  dot={false}
                  strokeWidth={2}
                  isAnimationActive={false}
                />
              ) : (
                <Bar
                  key={name}
                  name={name}
                  dataKey={(point: (typeof points)[number]) => point.values[place]}
                  fill={columns ? (COLOURS[place % COLOURS.length] as string) : "var(--primary)"}
                  {...(chart === "stacked" ? { stackId: "all" } : {})}
                  maxBarSize={40}
                  isAnimationActive={false}
                />
              ),
            )}
          </Chart>
        </ResponsiveContainer>
      </div>
      {columns && (
        <figcaption className="flex flex-wrap gap-x-4 gap-y-1 pt-2 text-muted-foreground text-xs">
          {series.map((name, place) => (
            <span key={name} className="inline-flex items-center gap-1.5">
              <span
                className="size-2 rounded-xs"
                style={{ background: COLOURS[place % COLOURS.length] }}
                aria-hidden
              />
              {name}
            </span>
          ))}
        </figcaption>
      )}
    </figure>
  );
}
