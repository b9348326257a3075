import { ArrowDown, ArrowUp, Columns3 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { CheckField } from "@/shared/ui/check-field";
import { IconButton } from "@/shared/ui/icon-button";
import { ResponsivePopover } from "@/shared/ui/responsive-popover";
import { type Column, standardColumns } from "./columns";
import { useColumnWords, useCustomFields } from "./use-column-words";

/** Which columns the table shows, and in which order; `null`: the usual ones. */
export function ColumnChooser({
  columns,
  chosen,
  onChange,
}: {
  columns: readonly Column[];
  chosen: boolean;
  onChange: (columns: readonly Column[] | null) => void;
}) {
  const { t } = useTranslation("leads");
  const { role } = useMe();
  const { unitId } = useCurrentUnit();
  const words = useColumnWords(unitId);
  const fields = useCustomFields(unitId);
  const [open, setOpen] = useState(false);
  const all: Column[] = [
    ...standardColumns(role),
    ...fields.map((field) => `custom.${field.key}` as const),
  ];
  const hidden = all.filter((column) => !columns.includes(column));
  const move = (at: number, step: -1 | 1) => {
    const next = [...columns];
    const [taken] = next.splice(at, 1);
    if (taken) next.splice(at + step, 0, taken);
    onChange(next);
  };
  return (
    <ResponsivePopover
      open={open}
      onOpenChange={setOpen}
      title={t("columns.title")}
      align="end"
      className="scroll-slim max-h-[70dvh] w-72 overflow-y-auto p-3"
      trigger={(trigger) => (
        <Button {...trigger} aria-label={t("columns.title")}>
          <Columns3 aria-hidden />
          {t("columns.title")}
        </Button>
      )}
    >
      <h2 className="mb-1 text-muted-foreground text-xs">{t("columns.shown")}</h2>
      <ul className="flex flex-col">
        {columns.map((column, at) => (
          <li key={column} className="flex min-h-8 items-center justify-between gap-2">
            <CheckField
              label={words(column)}
              checked
              disabled={columns.length === 1}
              onCheckedChange={() => onChange(columns.filter((other) => other !== column))}
            />
            <span className="flex shrink-0">
              <IconButton
                size="icon-sm"
                label={t("columns.up", { name: words(column) })}
                aria-disabled={at === 0 || undefined}
                className="aria-disabled:opacity-50"
                onClick={() => at > 0 && move(at, -1)}
              >
                <ArrowUp aria-hidden />
              </IconButton>
              <IconButton
                size="icon-sm"
                label={t("columns.down", { name: words(column) })}
                aria-disabled={at === columns.length - 1 || undefined}
                className="aria-disabled:opacity-50"
                onClick={() => at < columns.length - 1 && move(at, 1)}
              >
                <ArrowDown aria-hidden />
              </IconButton>
            </span>
          </li>
        ))}
      </ul>
      {hidden.length > 0 && (
        <>
          <h2 className="mt-3 mb-1 text-muted-foreground text-xs">{t("columns.hidden")}</h2>
          <ul className="flex flex-col">
            {hidden.map((column) => (
              <li key={column} className="flex min-h-8 items-center">
                <CheckField
                  label={words(column)}
                  checked={false}
                  onCheckedChange={() => onChange([...columns, column])}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {chosen && (
        <Button variant="ghost" size="sm" className="mt-3 w-full" onClick={() => onChange(null)}>
          {t("columns.usual")}
        </Button>
      )}
    </ResponsivePopover>
  );
}
