import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { VendorReturn } from "@/shared/api/generated/types.gen";
import { Button } from "@/shared/ui/button";
import { IconButton } from "@/shared/ui/icon-button";
import { type Act, actsFor } from "./acts";

/** Rises when returns are chosen: what can be done to all of them. */
export function BulkBar({
  rows,
  onAct,
  onClear,
}: {
  rows: readonly VendorReturn[];
  onAct: (act: Act, rows: readonly VendorReturn[]) => void;
  onClear: () => void;
}) {
  const { t } = useTranslation("returns");
  const acts = actsFor(rows);
  return (
    <section
      aria-label={t("bulk.label")}
      className="sticky bottom-0 z-20 flex justify-center py-3 max-sm:-mx-2"
    >
      <div className="flex max-w-full flex-wrap items-center gap-1.5 rounded-lg border bg-popover py-1.5 pr-1.5 pl-3.5 text-sm shadow-pop">
        <span className="tabular whitespace-nowrap font-medium" role="status">
          {t("bulk.selected", { count: rows.length })}
        </span>
        {acts.map((act) => (
          <Button key={act} variant="ghost" aria-haspopup="dialog" onClick={() => onAct(act, rows)}>
            {t(`act.${act}`)}
          </Button>
        ))}
        {acts.length === 0 && (
          <span className="text-muted-foreground text-xs">{t("bulk.mixed")}</span>
        )}
        <IconButton label={t("bulk.clear")} onClick={onClear}>
          <X aria-hidden />
        </IconButton>
      </div>
    </section>
  );
}
