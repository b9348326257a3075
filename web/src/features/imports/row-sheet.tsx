import { useTranslation } from "react-i18next";
import type { ImportOut, ImportRow } from "@/shared/api/generated";
import { formatNumber } from "@/shared/lib/numbers";
import { useTargets } from "@/shared/mapping/use-targets";
import { Badge } from "@/shared/ui/badge";
import { Sheet, SheetBody, SheetContent } from "@/shared/ui/sheet";
import { contactOf } from "./contact";
import { DecideButtons } from "./decide-buttons";
import { RowNotices } from "./row-notices";
import { VERDICT_TONES } from "./tones";

/** One record with every cell as it is in the file, and what was understood of it. */
export function RowSheet({
  one,
  row,
  onOpenChange,
}: {
  one: ImportOut;
  row: ImportRow;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation("imports");
  const labels = new Map(useTargets(one.unit.id).map(({ value, label }) => [value, label]));
  const cells = row.cells.map((cell, index) => ({
    cell,
    header: one.columns[index]?.header ?? t("rows.beyond", { number: formatNumber(index + 1) }),
    target: one.columns[index]?.target,
  }));
  return (
    <Sheet open onOpenChange={onOpenChange}>
      <SheetContent
        title={contactOf(row, one.columns).name || t("rows.nameless")}
        text={t("rows.row", { number: formatNumber(row.number) })}
      >
        <SheetBody className="flex flex-col gap-4">
          <div className="flex flex-col items-start gap-2">
            <Badge tone={VERDICT_TONES[row.verdict]} dot>
              {t(`verdict.${row.verdict}.one`)}
            </Badge>
            <RowNotices row={row} />
            <DecideButtons one={one} row={row} />
          </div>
          <dl className="divide-y border-t">
            {cells.map(({ cell, header, target }) => (
              <div key={header} className="grid grid-cols-[2fr_3fr] gap-3 py-2 text-sm">
                <dt className="min-w-0">
                  <span className="block break-words">{header}</span>
                  {target && (
                    <span className="block text-muted-foreground text-xs">
                      {labels.get(target) ?? target}
                    </span>
                  )}
                </dt>
                <dd className="tabular min-w-0 break-words">
                  {cell || <span className="text-muted-foreground">{t("rows.blank")}</span>}
                </dd>
              </div>
            ))}
          </dl>
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}
