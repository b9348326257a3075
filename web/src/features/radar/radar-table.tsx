import { useTranslation } from "react-i18next";
import type { RadarSource } from "@/shared/api/generated/types.gen";
import { Card } from "@/shared/ui/card";
import { Table, TableCell, TableHead, TableRow, TableScroll } from "@/shared/ui/table";
import { LeadNumber } from "./lead-number";
import { keyOf } from "./queries";
import { ShareBar } from "./share-bar";
import { SourceActs } from "./source-acts";
import { SourceCost } from "./source-cost";
import { SourceState } from "./source-state";
import { SourceTitle } from "./source-title";
import { WeekTrend } from "./week-trend";

/** Where leads come from, a row each. */
export function RadarTable({ items, widest }: { items: readonly RadarSource[]; widest: number }) {
  const { t } = useTranslation("radar");
  return (
    <Card className="overflow-hidden">
      <TableScroll label={t("title")}>
        <Table aria-label={t("title")}>
          <thead>
            <tr>
              <TableHead className="w-full min-w-56 bg-card">{t("column.source")}</TableHead>
              <TableHead className="bg-card text-right">{t("column.worked")}</TableHead>
              <TableHead className="bg-card text-right">{t("column.bad")}</TableHead>
              <TableHead className="bg-card">{t("column.share")}</TableHead>
              <TableHead className="bg-card">{t("column.trend")}</TableHead>
              <TableHead className="bg-card text-right">{t("column.cost")}</TableHead>
              <TableHead className="bg-card">{t("column.state")}</TableHead>
              <TableHead className="bg-card">
                <span className="sr-only">{t("column.acts")}</span>
              </TableHead>
            </tr>
          </thead>
          <tbody>
            {items.map((source) => (
              <TableRow key={keyOf(source)}>
                <TableCell className="h-14 max-w-0">
                  <SourceTitle source={source} />
                </TableCell>
                <TableCell className="text-right">
                  <LeadNumber source={source} which="worked" />
                </TableCell>
                <TableCell className="text-right">
                  <LeadNumber source={source} which="bad" className="font-medium" />
                </TableCell>
                <TableCell>
                  <ShareBar source={source} widest={widest} />
                </TableCell>
                <TableCell>
                  <WeekTrend weeks={source.weeks} widest={widest} />
                </TableCell>
                <TableCell className="text-right">
                  <SourceCost cost={source.cost} />
                </TableCell>
                <TableCell>
                  <SourceState source={source} />
                </TableCell>
                <TableCell>
                  <SourceActs source={source} />
                </TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      </TableScroll>
    </Card>
  );
}
