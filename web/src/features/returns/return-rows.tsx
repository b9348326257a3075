import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { VendorReturn } from "@/shared/api/generated/types.gen";
import { cn } from "@/shared/lib/cn";
import { formatDateTime } from "@/shared/lib/dates";
import { formatPhone } from "@/shared/lib/phone";
import { useIsPhone } from "@/shared/lib/use-media-query";
import { Badge } from "@/shared/ui/badge";
import { Checkbox } from "@/shared/ui/checkbox";
import { Table, TableCell, TableHead, TableRow, TableScroll } from "@/shared/ui/table";
import { type Act, actsFor, TONES } from "./acts";
import { ReturnCards } from "./return-cards";
import { useReturnWords } from "./return-words";
import { RowActs } from "./row-acts";

export interface ReturnRowsProps {
  rows: readonly VendorReturn[];
  selected: ReadonlySet<string>;
  onSelect: (ids: readonly string[], on: boolean) => void;
  onAct: (act: Act, rows: readonly VendorReturn[]) => void;
}

/** The returns: a table, cards on a phone. */
export function ReturnRows(props: ReturnRowsProps) {
  const { rows, selected, onSelect, onAct } = props;
  const { t } = useTranslation("returns");
  const words = useReturnWords();
  if (useIsPhone()) return <ReturnCards {...props} />;
  const open = rows.filter((row) => actsFor([row]).length > 0).map(({ id }) => id);
  const chosen = open.filter((id) => selected.has(id)).length;
  return (
    <TableScroll label={t("title")} className="rounded-lg border bg-card">
      <Table aria-label={t("title")}>
        <thead>
          <tr className="[&>th]:bg-card">
            <TableHead className="w-10 pl-4">
              <Checkbox
                aria-label={t("column.select_all")}
                disabled={open.length === 0}
                checked={chosen > 0 && (chosen === open.length || "indeterminate")}
                onCheckedChange={(on) => onSelect(open, on)}
              />
            </TableHead>
            <TableHead>{t("column.lead")}</TableHead>
            <TableHead>{t("column.state")}</TableHead>
            <TableHead>{t("column.container")}</TableHead>
            <TableHead>{t("column.reason")}</TableHead>
            <TableHead>{t("column.who")}</TableHead>
            <TableHead className="text-right">{t("column.price")}</TableHead>
            <TableHead>{t("column.window")}</TableHead>
            <TableHead>
              <span className="sr-only">{t("column.acts")}</span>
            </TableHead>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={row.id} aria-selected={selected.has(row.id)}>
              <TableCell className="pl-4">
                {open.includes(row.id) && (
                  <Checkbox
                    aria-label={t("column.choose", { name: words.name(row) })}
                    checked={selected.has(row.id)}
                    onCheckedChange={(on) => onSelect([row.id], on)}
                  />
                )}
              </TableCell>
              <TableCell className="max-w-48 py-1.5">
                <Link
                  to="/leads/$leadId"
                  params={{ leadId: row.lead.id }}
                  search={{}}
                  className="block truncate font-medium hover:underline"
                >
                  {words.name(row)}
                </Link>
                <span className="tabular block text-muted-foreground text-xs">
                  {formatPhone(row.lead.phone)}
                </span>
              </TableCell>
              <TableCell className="max-w-52">
                <Badge tone={TONES[row.state]} dot>
                  {t(`state.${row.state}`)}
                </Badge>
                {words.more(row).length > 0 && (
                  <span
                    className="mt-0.5 block truncate text-muted-foreground text-xs"
                    title={words.more(row).join(" · ")}
                  >
                    {words.more(row).join(" · ")}
                  </span>
                )}
              </TableCell>
              <TableCell className="max-w-52">
                <span className="block truncate">{row.container.name}</span>
                <span className="block truncate text-muted-foreground text-xs">{row.vendor}</span>
              </TableCell>
              <TableCell className="max-w-44">
                <span className="block truncate">{t(`reason.${row.reason}`)}</span>
                {row.esito && row.esito.name !== t(`reason.${row.reason}`) && (
                  <span className="block truncate text-muted-foreground text-xs">
                    {row.esito.name}
                  </span>
                )}
              </TableCell>
              <TableCell className="max-w-40">
                <span className="block truncate">{row.proposed_by?.name || "—"}</span>
                <span className="tabular block text-muted-foreground text-xs">
                  {formatDateTime(row.proposed_at)}
                </span>
              </TableCell>
              <TableCell className="tabular text-right">{words.price(row)}</TableCell>
              <TableCell
                className={cn(
                  "tabular text-muted-foreground",
                  (row.state === "late" || row.days_left === 0) && "text-amber",
                )}
              >
                {words.window(row)}
              </TableCell>
              <TableCell className="pr-3">
                <RowActs row={row} onAct={onAct} />
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  );
}
