import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ReportResult } from "@/shared/api/generated/types.gen";
import { Table, TableCell, TableHead, TableRow, TableScroll } from "@/shared/ui/table";
import type { Dimension, ReportSearch } from "./report-search";
import { leadsBehind } from "./spec";
import { formatMeasure, headName } from "./words";

type At = readonly (readonly [Dimension, string | null])[];

/** The report as a table: every figure is the way to its leads, where the list can show them. */
export function PivotTable({ search, result }: { search: ReportSearch; result: ReportResult }) {
  const { t } = useTranslation("reports");
  const { rows, columns, measures } = search;
  const nothing = t("not_given");
  const heads = columns
    ? result.columns.map((head) => ({ key: head.key, name: headName(columns, head, nothing) }))
    : [];
  const single = measures.length === 1;
  return (
    <TableScroll
      label={t("table")}
      className="max-h-[70vh] overflow-y-auto rounded-lg border bg-card"
    >
      <Table aria-label={t("table")}>
        <thead>
          <tr>
            <TableHead className="left-0 z-20 bg-card">{t(`dimension.${rows}`)}</TableHead>
            {[...heads, { key: "*", name: t("total") }].flatMap((head) =>
              measures.map((measure) => (
                <TableHead key={`${head.key} ${measure}`} className="bg-card text-right">
                  {heads.length === 0
                    ? t(`measure.${measure}`)
                    : single
                      ? head.name
                      : `${head.name} · ${t(`measure.${measure}`)}`}
                </TableHead>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {result.rows.map((row) => {
            const here: At = [[rows, row.key]];
            return (
              <TableRow key={row.key ?? ""}>
                <TableCell className="sticky left-0 max-w-64 truncate bg-card font-medium">
                  {headName(rows, row, nothing)}
                </TableCell>
                {row.cells.map((values, place) => (
                  <Figures
                    key={heads[place]?.key ?? ""}
                    {...{ search, result, values }}
                    at={columns ? [...here, [columns, heads[place]?.key ?? null]] : here}
                  />
                ))}
                <Figures {...{ search, result }} values={row.total} at={here} strong />
              </TableRow>
            );
          })}
          <TableRow>
            <TableCell className="sticky left-0 bg-card font-semibold">{t("total")}</TableCell>
            {result.totals.map((values, place) => (
              <Figures
                key={heads[place]?.key ?? ""}
                {...{ search, result, values }}
                at={columns ? [[columns, heads[place]?.key ?? null]] : []}
                strong
              />
            ))}
            <Figures {...{ search, result }} values={result.total} at={[]} strong />
          </TableRow>
        </tbody>
      </Table>
    </TableScroll>
  );
}

function Figures({
  search,
  result,
  values,
  at,
  strong = false,
}: {
  search: ReportSearch;
  result: ReportResult;
  values: readonly (number | null)[];
  at: At;
  strong?: boolean;
}) {
  const behind = leadsBehind(search, result.period, at);
  return search.measures.map((measure, place) => {
    const words = formatMeasure(measure, values[place]);
    const shown = words === "0" ? <span className="text-muted-foreground">0</span> : words;
    return (
      <TableCell key={measure} className={`tabular text-right ${strong ? "font-semibold" : ""}`}>
        {measure === "leads" && values[place] && behind ? (
          <Link
            to="/leads"
            search={behind as never}
            className="underline-offset-4 hover:underline focus-visible:underline"
          >
            {words}
          </Link>
        ) : (
          shown
        )}
      </TableCell>
    );
  });
}
