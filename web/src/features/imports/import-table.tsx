import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ImportSummary } from "@/shared/api/generated";
import { formatDateTime, formatMoment } from "@/shared/lib/dates";
import { formatNumber } from "@/shared/lib/numbers";
import { Table, TableCell, TableHead, TableRow, TableScroll } from "@/shared/ui/table";
import { VERDICTS } from "./import-search";
import { ProblemLine } from "./problem-line";
import { StateBadge } from "./state-badge";

export function ImportTable({ imports }: { imports: readonly ImportSummary[] }) {
  const { t } = useTranslation("imports");
  return (
    <TableScroll label={t("title")}>
      <Table aria-label={t("title")}>
        <thead>
          <tr>
            <TableHead className="pl-6">{t("column.file")}</TableHead>
            <TableHead>{t("column.state")}</TableHead>
            <TableHead>{t("column.container")}</TableHead>
            {VERDICTS.map((verdict) => (
              <TableHead key={verdict} className="text-right">
                {t(`verdict.${verdict}.many`)}
              </TableHead>
            ))}
            <TableHead>{t("column.by")}</TableHead>
            <TableHead className="pr-6 text-right">{t("column.when")}</TableHead>
          </tr>
        </thead>
        <tbody>
          {imports.map((one) => (
            <TableRow key={one.id} className="relative">
              <TableCell className="h-11 max-w-80 pl-6">
                <Link
                  to="/imports/$importId"
                  params={{ importId: one.id }}
                  className="block truncate font-medium after:absolute after:inset-0 hover:text-primary-text"
                >
                  {one.filename}
                </Link>
                <ProblemLine one={one} />
              </TableCell>
              <TableCell>
                <StateBadge of={one} />
              </TableCell>
              <TableCell className="max-w-64">
                <span className="block truncate">{one.container.name}</span>
                <span className="block truncate text-muted-foreground text-xs">
                  {one.unit.name}
                </span>
              </TableCell>
              {VERDICTS.map((verdict) => (
                <TableCell key={verdict} className="tabular text-right">
                  {one.counts[verdict] > 0 ? (
                    formatNumber(one.counts[verdict])
                  ) : (
                    <span className="text-muted-foreground">0</span>
                  )}
                </TableCell>
              ))}
              <TableCell className="text-muted-foreground">{one.created_by?.name ?? "–"}</TableCell>
              <TableCell className="pr-6 text-right text-muted-foreground">
                <time
                  dateTime={one.created_at}
                  data-tooltip={formatDateTime(one.created_at)}
                  className="tabular relative z-[1]"
                >
                  {formatMoment(one.created_at)}
                </time>
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  );
}
