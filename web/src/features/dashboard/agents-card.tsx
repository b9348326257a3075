import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { AgentRow, Dashboard } from "@/shared/api/generated/types.gen";
import { formatNumber, formatPercent } from "@/shared/lib/numbers";
import { Card, CardHeader } from "@/shared/ui/card";
import { Table, TableCell, TableHead, TableRow, TableScroll } from "@/shared/ui/table";
import { Definition } from "./definition";
import { leadsOf } from "./period";

const COUNTS = [
  ["leads", {}],
  ["contacted", { contacted: true }],
  ["appointments", { appointment: true }],
  ["contracts", { won: true }],
] as const;

/** Who has the leads of the period, how far they came, and the share that would have been fair. */
export function AgentsCard({ data }: { data: Dashboard }) {
  const { t } = useTranslation("dashboard");
  const most = Math.max(1, ...data.agents.map((row) => Math.max(row.leads, row.expected ?? 0)));
  return (
    <Card className="flex min-w-0 flex-col">
      <CardHeader
        title={
          <span className="inline-flex items-center gap-1.5">
            {t("agents.title")} <Definition text={t("agents.definition")} />
          </span>
        }
      />
      <TableScroll label={t("agents.title")} className="mt-3 max-h-96 overflow-y-auto">
        <Table aria-label={t("agents.title")}>
          <thead>
            <tr>
              <TableHead className="bg-card">{t("column.agent")}</TableHead>
              {COUNTS.map(([name]) => (
                <TableHead key={name} className="bg-card text-right">
                  {t(`column.${name}`)}
                </TableHead>
              ))}
              <TableHead className="bg-card text-right">{t("column.attempts")}</TableHead>
              <TableHead className="bg-card text-right">{t("column.conversion")}</TableHead>
              <TableHead className="w-44 bg-card">{t("agents.share")}</TableHead>
            </tr>
          </thead>
          <tbody>
            {data.agents.map((row) => (
              <Row key={row.agent?.id ?? "none"} row={row} data={data} most={most} />
            ))}
          </tbody>
        </Table>
      </TableScroll>
    </Card>
  );
}

function Row({ row, data, most }: { row: AgentRow; data: Dashboard; most: number }) {
  const { t } = useTranslation("dashboard");
  const name = row.agent?.name ?? t("agents.nobody");
  return (
    <TableRow>
      <TableCell className="max-w-52 truncate font-medium">{name}</TableCell>
      {COUNTS.map(([count, narrowed]) => (
        <TableCell key={count} className="tabular text-right">
          <Link
            to="/leads"
            search={
              leadsOf(data.period, { agent_id: row.agent?.id ?? "none", ...narrowed }) as never
            }
            aria-label={t("open_list", {
              label: `${name}, ${t(`column.${count}`)}`,
              value: formatNumber(row[count]),
            })}
            className="underline-offset-4 hover:underline"
          >
            {formatNumber(row[count])}
          </Link>
        </TableCell>
      ))}
      <TableCell className="tabular text-right">{formatNumber(row.attempts)}</TableCell>
      <TableCell className="tabular text-right">
        {formatPercent(row.leads ? row.contracts / row.leads : 0)}
      </TableCell>
      <TableCell>{row.agent && <FairShare row={row} most={most} />}</TableCell>
    </TableRow>
  );
}

/** What they have, with a mark where the team's weights would put it. */
function FairShare({ row, most }: { row: AgentRow; most: number }) {
  const { t } = useTranslation("dashboard");
  const expected = row.expected ?? 0;
  const words = t("agents.share_of", {
    leads: formatNumber(row.leads),
    expected: formatNumber(expected, { maximumFractionDigits: 1 }),
  });
  return (
    <span
      role="img"
      aria-label={words}
      data-tooltip={words}
      className="relative block h-2 w-40 rounded-full bg-muted"
    >
      <span
        className="block h-full rounded-full bg-primary"
        style={{ width: `${(row.leads / most) * 100}%` }}
      />
      <span
        className="absolute -inset-y-1 w-0.5 rounded-full bg-foreground"
        style={{ left: `calc(${(expected / most) * 100}% - 1px)` }}
      />
    </span>
  );
}
