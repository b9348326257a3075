import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { formatDateTime } from "@/shared/lib/dates";
import { Badge } from "@/shared/ui/badge";
import { Checkbox } from "@/shared/ui/checkbox";
import { actsFor, TONES } from "./acts";
import type { ReturnRowsProps } from "./return-rows";
import { useReturnWords } from "./return-words";
import { RowActs } from "./row-acts";

/** The returns on a phone. */
export function ReturnCards({ rows, selected, onSelect, onAct }: ReturnRowsProps) {
  const { t } = useTranslation("returns");
  const words = useReturnWords();
  return (
    <ul aria-label={t("title")} className="divide-y rounded-lg border bg-card">
      {rows.map((row) => (
        <li key={row.id} className="flex gap-3 p-4">
          <span className="flex w-5 shrink-0 pt-3">
            {actsFor([row]).length > 0 && (
              <Checkbox
                aria-label={t("column.choose", { name: words.name(row) })}
                checked={selected.has(row.id)}
                onCheckedChange={(on) => onSelect([row.id], on)}
              />
            )}
          </span>
          <div className="min-w-0 flex-1">
            <div className="flex items-center justify-between gap-2">
              <Link
                to="/leads/$leadId"
                params={{ leadId: row.lead.id }}
                search={{}}
                className="flex min-h-11 min-w-0 items-center font-medium text-base"
              >
                <span className="truncate">{words.name(row)}</span>
              </Link>
              <Badge tone={TONES[row.state]} dot className="shrink-0">
                {t(`state.${row.state}`)}
              </Badge>
            </div>
            <p className="tabular text-sm">
              {t(`reason.${row.reason}`)} · {words.price(row)}
            </p>
            <p className="truncate text-muted-foreground text-sm">
              {[row.vendor, row.container.name].filter(Boolean).join(" · ")}
            </p>
            <p className="tabular text-muted-foreground text-xs">
              {[row.proposed_by?.name, formatDateTime(row.proposed_at), words.window(row)]
                .filter(Boolean)
                .join(" · ")}
            </p>
            {words.more(row).length > 0 && (
              <p className="text-muted-foreground text-xs">{words.more(row).join(" · ")}</p>
            )}
            <RowActs row={row} onAct={onAct} />
          </div>
        </li>
      ))}
    </ul>
  );
}
