import { memo } from "react";
import { useTranslation } from "react-i18next";
import { CallButton, WhatsAppButton } from "@/shared/leads/contact-buttons";
import { type Lead, leadName } from "@/shared/leads/lead";
import type { LeadActs } from "@/shared/leads/use-lead-acts";
import { cn } from "@/shared/lib/cn";
import { Button } from "@/shared/ui/button";
import { Checkbox } from "@/shared/ui/checkbox";
import { TableCell, TableRow } from "@/shared/ui/table";
import { type Column, columnClasses } from "./columns";
import { LeadCell } from "./lead-cell";
import type { Walk } from "./lead-search";

export interface RowProps {
  lead: Lead;
  columns: readonly Column[];
  /** Whether the person chose the columns: then all of them show. */
  chosen: boolean;
  walk: Walk;
  now: number;
  active: boolean;
  selected: boolean;
  acts: LeadActs;
  onSelect: (id: string, selected: boolean) => void;
  onOpen: (id: string) => void;
}

/** A row opens its lead wherever it is clicked but on a control; its acts show on hover, focus and with j/k. */
export const LeadRow = memo(function LeadRow({
  lead,
  columns,
  chosen,
  walk,
  now,
  active,
  selected,
  acts,
  onSelect,
  onOpen,
}: RowProps) {
  const { t } = useTranslation("leads");
  const name = leadName(lead);
  return (
    <TableRow
      data-lead={lead.id}
      aria-selected={selected}
      aria-current={active ? "true" : undefined}
      className={cn(
        "cursor-default",
        active && "bg-muted [&>td:first-child]:shadow-[inset_2px_0_0_var(--primary)]",
      )}
      onClick={(event) => {
        if (!(event.target as HTMLElement).closest("a,button,input,label,[data-slot=checkbox]")) {
          onOpen(lead.id);
        }
      }}
    >
      <TableCell className="w-10 pr-1 pl-4 sm:pl-6">
        <Checkbox
          className="flex"
          checked={selected}
          onCheckedChange={(on) => onSelect(lead.id, on)}
          aria-label={t("select_lead", { name })}
        />
      </TableCell>
      {columns.map((column) => (
        <TableCell key={column} className={columnClasses(column, chosen)}>
          <LeadCell column={column} lead={lead} now={now} walk={walk} />
        </TableCell>
      ))}
      <TableCell className="sticky right-0 w-0 px-0">
        <div
          className={cn(
            "-translate-y-1/2 absolute top-1/2 right-2 flex items-center gap-0.5 rounded-md border bg-popover p-0.5 opacity-0 shadow-pop focus-within:opacity-100 group-hover/row:opacity-100",
            active && "opacity-100",
          )}
        >
          <CallButton lead={lead} iconOnly variant="ghost" size="icon-sm" />
          <WhatsAppButton lead={lead} iconOnly variant="ghost" size="icon-sm" />
          <Button
            variant="ghost"
            size="sm"
            aria-label={t("esito.of", { name })}
            aria-haspopup="dialog"
            onPointerEnter={acts.near}
            onFocus={acts.near}
            onClick={() => acts.esito(lead)}
          >
            {t("esito.short")}
          </Button>
        </div>
      </TableCell>
    </TableRow>
  );
});
