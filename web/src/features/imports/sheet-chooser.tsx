import { useTranslation } from "react-i18next";
import type { ImportOut } from "@/shared/api/generated";
import { Combobox } from "@/shared/ui/combobox";
import { useChangeImport } from "./use-change-import";

/** Which sheet of the workbook is read, where there are several. */
export function SheetChooser({ one }: { one: ImportOut }) {
  const { t } = useTranslation("imports");
  const change = useChangeImport(one.id);
  const readable = one.sheets.filter((sheet) => sheet.readable);
  if (one.sheets.length < 2) return null;
  return (
    <div className="flex items-center gap-2 pb-1">
      <span className="text-muted-foreground text-sm">{t("sheet.label")}</span>
      <Combobox
        title={t("sheet.choose")}
        className="w-48"
        disabled={one.state !== "preview" || readable.length < 2 || change.isPending}
        value={one.sheet}
        onValueChange={(sheet) => sheet && sheet !== one.sheet && change.mutate({ sheet })}
        options={readable.map(({ name }) => ({ value: name, label: name }))}
      />
    </div>
  );
}
