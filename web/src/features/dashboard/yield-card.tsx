import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dashboard, Yield } from "@/shared/api/generated/types.gen";
import { formatMoney, formatNumber, formatPercent } from "@/shared/lib/numbers";
import { useMe } from "@/shared/session/me";
import { Card, CardHeader } from "@/shared/ui/card";
import { SegmentedControl } from "@/shared/ui/segmented-control";
import { Table, TableCell, TableHead, TableRow, TableScroll } from "@/shared/ui/table";
import { Definition } from "./definition";
import { leadsOf } from "./period";

const BY = ["sources", "campaigns", "containers"] as const;
type By = (typeof BY)[number];
const FILTERS = { sources: "source", campaigns: "campaign", containers: "container_id" } as const;

/** What each source, campaign or container yields, and what a contract of it costs. */
export function YieldCard({ data }: { data: Dashboard }) {
  const { t } = useTranslation("dashboard");
  const [by, setBy] = useState<By>("sources");
  const sees = useMe().role !== "agente";
  const rows = data[by];
  return (
    <Card className="flex min-w-0 flex-col">
      <CardHeader
        title={
          <span className="inline-flex items-center gap-1.5">
            {t("yield.title")} <Definition text={t("yield.definition")} />
          </span>
        }
        action={
          <SegmentedControl
            label={t("yield.by")}
            value={by}
            onValueChange={setBy}
            options={BY.map((value) => ({ value, label: t(`yield.${value}`) }))}
          />
        }
      />
      <TableScroll label={t("yield.title")} className="mt-3 max-h-96 overflow-y-auto">
        <Table aria-label={t("yield.title")}>
          <thead>
            <tr>
              <TableHead className="bg-card">{t(`yield.one.${by}`)}</TableHead>
              {(["leads", "contacted", "appointments", "contracts", "conversion"] as const).map(
                (name) => (
                  <TableHead key={name} className="bg-card text-right">
                    {t(`column.${name}`)}
                  </TableHead>
                ),
              )}
              {sees && (
                <>
                  <TableHead className="bg-card text-right">{t("column.cost")}</TableHead>
                  <TableHead className="bg-card text-right">
                    {t("column.cost_per_contract")}
                  </TableHead>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <YieldRow key={row.key ?? "none"} row={row} by={by} data={data} costs={sees} />
            ))}
          </tbody>
        </Table>
      </TableScroll>
    </Card>
  );
}

function YieldRow({
  row,
  by,
  data,
  costs,
}: {
  row: Yield;
  by: By;
  data: Dashboard;
  costs: boolean;
}) {
  const { t } = useTranslation("dashboard");
  const here = { [FILTERS[by]]: [row.key ?? "none"] };
  const counts = [
    [row.leads, {}],
    [row.contacted, { contacted: true }],
    [row.appointments, { appointment: true }],
    [row.contracts, { won: true }],
  ] as const;
  const columns = ["leads", "contacted", "appointments", "contracts"] as const;
  const name = row.name ?? row.key ?? t("yield.unknown");
  return (
    <TableRow>
      <TableCell className="max-w-60 truncate font-medium">{name}</TableCell>
      {counts.map(([value, narrowed], index) => (
        <TableCell key={columns[index]} className="tabular text-right">
          <Link
            to="/leads"
            search={leadsOf(data.period, { ...here, ...narrowed }) as never}
            aria-label={t("open_list", {
              label: `${name}, ${t(`column.${columns[index] ?? "leads"}`)}`,
              value: formatNumber(value),
            })}
            className="underline-offset-4 hover:underline"
          >
            {formatNumber(value)}
          </Link>
        </TableCell>
      ))}
      <TableCell className="tabular text-right">
        {formatPercent(row.leads ? row.contracts / row.leads : 0)}
      </TableCell>
      {costs && (
        <>
          <TableCell className="tabular text-right">
            {row.cost === null ? "–" : formatMoney(row.cost)}
          </TableCell>
          <TableCell className="tabular text-right">
            {row.cost && row.contracts ? formatMoney(row.cost / row.contracts) : "–"}
          </TableCell>
        </>
      )}
    </TableRow>
  );
}
