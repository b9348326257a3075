import { useTranslation } from "react-i18next";
import { formatNumber } from "@/shared/lib/numbers";
import { Badge } from "@/shared/ui/badge";
import { contactOf } from "./contact";
import { DecideButtons } from "./decide-buttons";
import { RowNotices } from "./row-notices";
import type { RowsProps } from "./row-table";
import { VERDICT_TONES } from "./tones";

/** The records on a phone. */
export function RowCards({ one, rows, onOpen, onNear }: RowsProps) {
  const { t } = useTranslation("imports");
  return (
    <ul className="divide-y" aria-label={t("tab.rows")}>
      {rows.map((row) => {
        const { name, phone, email, province } = contactOf(row, one.columns);
        return (
          <li key={row.number} className="relative flex flex-col gap-1 px-4 py-3">
            <div className="flex items-start justify-between gap-3">
              <button
                type="button"
                onClick={() => onOpen(row)}
                onFocus={onNear}
                onPointerEnter={onNear}
                className="min-w-0 truncate text-left font-medium text-base after:absolute after:inset-0"
              >
                {name || t("rows.nameless")}
              </button>
              <Badge tone={VERDICT_TONES[row.verdict]} dot>
                {t(`verdict.${row.verdict}.one`)}
              </Badge>
            </div>
            <p className="tabular truncate text-muted-foreground text-sm">
              {[phone, email, province].filter(Boolean).join(" · ")}
            </p>
            <RowNotices row={row} />
            <DecideButtons one={one} row={row} />
            <p className="tabular text-muted-foreground text-xs">
              {t("rows.row", { number: formatNumber(row.number) })}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
