import { ArrowRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImportOut } from "@/shared/api/generated";
import { cn } from "@/shared/lib/cn";
import { ANSWER, useTargets } from "@/shared/mapping/use-targets";
import { Card } from "@/shared/ui/card";
import { Combobox } from "@/shared/ui/combobox";
import { useChangeImport } from "./use-change-import";

/** Every column with some of its values and the field it goes to; a change is read at once. */
export function ColumnList({ one }: { one: ImportOut }) {
  const { t } = useTranslation("imports");
  const options = useTargets(one.unit.id);
  const change = useChangeImport(one.id);
  const editable = one.state === "preview";
  return (
    <>
      <p className="mb-3 max-w-160 text-muted-foreground text-sm">
        {t(editable ? "columns.text" : "columns.text_done")}
      </p>
      <Card>
        <ul className="divide-y" aria-label={t("tab.columns")} aria-busy={change.isPending}>
          {one.columns.map((column) => {
            const said = change.isPending ? change.variables.mapping?.[column.header] : undefined;
            const target = said ?? column.target;
            return (
              <li
                key={column.header}
                className="grid items-center gap-x-4 gap-y-2 px-4 py-2.5 sm:grid-cols-[minmax(0,1fr)_16px_256px]"
              >
                <div className="min-w-0">
                  <p className="truncate font-medium text-sm">{column.header}</p>
                  <p className="tabular truncate text-muted-foreground text-xs">
                    {column.samples.length > 0 ? column.samples.join(" · ") : t("columns.blank")}
                  </p>
                </div>
                <ArrowRight
                  className={cn(
                    "size-4 max-sm:hidden",
                    target === ANSWER ? "text-input" : "text-primary-text",
                  )}
                  aria-hidden
                />
                <Combobox
                  title={t("columns.target", { header: column.header })}
                  value={target}
                  disabled={!editable || change.isPending}
                  onValueChange={(next) =>
                    next &&
                    next !== column.target &&
                    change.mutate({ mapping: { [column.header]: next } })
                  }
                  options={options}
                  {...(target === ANSWER ? { className: "text-muted-foreground" } : {})}
                />
              </li>
            );
          })}
        </ul>
      </Card>
    </>
  );
}
