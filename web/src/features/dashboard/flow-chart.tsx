import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { Dashboard } from "@/shared/api/generated/types.gen";
import { ROME } from "@/shared/lib/dates";
import { formatNumber, locale } from "@/shared/lib/numbers";
import { leadsOfStep } from "./period";

const FORMATS: Record<Dashboard["step"], Intl.DateTimeFormatOptions> = {
  hour: { hour: "2-digit", minute: "2-digit" },
  day: { day: "numeric", month: "short" },
  week: { day: "numeric", month: "short" },
  month: { month: "short", year: "2-digit" },
};

interface Point {
  at: string;
  name: string;
  open: number;
  contacted: number;
  contracts: number;
}

/** Leads over time, by how far they have come. A bar opens its leads. */
export function FlowChart({ data }: { data: Dashboard }) {
  const { t } = useTranslation("dashboard");
  const navigate = useNavigate();
  const words = new Intl.DateTimeFormat(locale(), { timeZone: ROME, ...FORMATS[data.step] });
  const points: Point[] = data.flow.map((step) => ({
    at: step.at,
    name: words.format(new Date(step.at)),
    contracts: step.contracts,
    contacted: Math.max(0, step.contacted - step.contracts),
    open: step.leads - Math.max(step.contacted, step.contracts),
  }));
  const open = (point: Point | undefined) => {
    if (!point) return;
    const search = leadsOfStep(point.at, data.step, data.period.end);
    void navigate({ to: "/leads", search: search as never });
  };
  const parts = [
    ["contracts", "var(--tone-green-dot)"],
    ["contacted", "var(--primary)"],
    ["open", "var(--chart-rest)"],
  ] as const;
  return (
    <figure aria-label={t("flow.title")} className="relative flex h-full flex-col">
      <div className="min-h-0 flex-1" aria-hidden>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={points}
            margin={{ top: 4, right: 0, bottom: 0, left: -18 }}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--border)" />
            <XAxis
              dataKey="name"
              tickLine={false}
              axisLine={false}
              minTickGap={16}
              tick={{ fill: "var(--muted-foreground)", fontSize: 11 }}
            />
            <YAxis
              allowDecimals={false}
              tickLine={false}
              axisLine={false}
              tick={{ fill: "var(--muted-foreground)", fontSize: 11 }}
            />
            <Tooltip
              cursor={{ fill: "var(--muted)" }}
              isAnimationActive={false}
              content={({ active, payload }) =>
                active && payload?.[0] ? <Hint point={payload[0].payload as Point} /> : null
              }
            />
            {parts.map(([name, fill]) => (
              <Bar
                key={name}
                dataKey={name}
                stackId="leads"
                fill={fill}
                maxBarSize={36}
                isAnimationActive={false}
                className="cursor-pointer"
                onClick={(bar) => open(bar.payload as Point | undefined)}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 pt-2 text-muted-foreground text-xs">
        {parts.map(([name, fill]) => (
          <span key={name} className="inline-flex items-center gap-1.5">
            <span className="size-2 rounded-xs" style={{ background: fill }} aria-hidden />
            {t(`flow.${name}`)}
          </span>
        ))}
      </figcaption>
      <div className="sr-only">
        <table>
          <caption>{t("flow.title")}</caption>
          <tbody>
            {points.map((point) => (
              <tr key={point.at}>
                <th scope="row">{point.name}</th>
                {parts.map(([name]) => (
                  <td key={name}>
                    {t(`flow.${name}`)}: {point[name]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function Hint({ point }: { point: Point }) {
  const { t } = useTranslation("dashboard");
  const total = point.open + point.contacted + point.contracts;
  return (
    <div className="rounded-md border bg-popover px-2.5 py-1.5 text-xs shadow-sm">
      <p className="font-medium">{point.name}</p>
      <p className="tabular">{t("leads", { count: total, formatted: formatNumber(total) })}</p>
      <p className="tabular text-muted-foreground">
        {t("flow.contacted")}: {formatNumber(point.contacted + point.contracts)} ·{" "}
        {t("flow.contracts")}: {formatNumber(point.contracts)}
      </p>
    </div>
  );
}
