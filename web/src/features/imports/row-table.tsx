import { useTranslation } from "react-i18next";
import type { ImportOut, ImportRow } from "@/shared/api/generated";
import { formatNumber } from "@/shared/lib/numbers";
import { Badge } from "@/shared/ui/badge";
import { Table, TableCell, TableHead, TableRow, TableScroll } from "@/shared/ui/table";
import { contactOf } from "./contact";
import { DecideButtons } from "./decide-buttons";
import { RowNotices } from "./row-notices";
import { VERDICT_TONES } from "./tones";

export interface RowsProps {
  one: ImportOut;
  rows: readonly ImportRow[];
  onOpen: (row: ImportRow) => void;
  /** The pointer or the focus comes near a row. */
  onNear: () => void;
}

export function RowTable({ one, rows, onOpen, onNear }: RowsProps) {
  const { t } = useTranslation("imports");
  return (
    <TableScroll label={t("tab.rows")}>
      <Table aria-label={t("tab.rows")}>
        <thead>
          <tr>
            <TableHead className="pl-4 text-right">{t("rows.number")}</TableHead>
            <TableHead>{t("rows.verdict")}</TableHead>
            <TableHead>{t("rows.name")}</TableHead>
            <TableHead>{t("rows.phone")}</TableHead>
            <TableHead>{t("rows.email")}</TableHead>
            <TableHead>{t("rows.province")}</TableHead>
            <TableHead className="w-full pr-4">{t("rows.notices")}</TableHead>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { name, phone, email, province } = contactOf(row, one.columns);
            return (
              <TableRow key={row.number} className="relative" onPointerEnter={onNear}>
                <TableCell className="tabular pl-4 text-right text-muted-foreground">
                  {formatNumber(row.number)}
                </TableCell>
                <TableCell>
                  <Badge tone={VERDICT_TONES[row.verdict]} dot>
                    {t(`verdict.${row.verdict}.one`)}
                  </Badge>
                </TableCell>
                <TableCell className="max-w-56">
                  <button
                    type="button"
                    onClick={() => onOpen(row)}
                    onFocus={onNear}
                    className="max-w-full truncate text-left font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:-outline-offset-2"
                  >
                    {name || t("rows.nameless")}
                  </button>
                </TableCell>
                <TableCell className="tabular">{phone}</TableCell>
                <TableCell className="max-w-56 truncate text-muted-foreground">{email}</TableCell>
                <TableCell>{province}</TableCell>
                <TableCell className="whitespace-normal py-1.5 pr-4">
                  <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
                    <RowNotices row={row} />
                    <DecideButtons one={one} row={row} />
                  </div>
                </TableCell>
              </TableRow>
            );
          })}
        </tbody>
      </Table>
    </TableScroll>
  );
}
