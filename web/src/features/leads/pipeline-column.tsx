import { useDraggable, useDroppable } from "@dnd-kit/core";
import { ChevronsLeft, GripVertical } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PipelineColumn as Column } from "@/shared/api/generated/types.gen";
import { type Lead, leadName } from "@/shared/leads/lead";
import { cn } from "@/shared/lib/cn";
import { formatCount } from "@/shared/lib/numbers";
import { IconButton } from "@/shared/ui/icon-button";
import { TONE_DOT, toTone } from "@/shared/ui/tone";
import { Tooltip } from "@/shared/ui/tooltip";
import { PipelineCard } from "./pipeline-card";
import { PipelineCards } from "./pipeline-cards";
import { columnId } from "./pipeline-columns";

/** A column of the board: open with its cards, or put together to its name; leads are dropped on both. */
export function PipelineColumn({
  column,
  query,
  now,
  open,
  onOpenChange,
  onMove,
}: {
  column: Column;
  query: object;
  now: number;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onMove: (lead: Lead) => void;
}) {
  const { t } = useTranslation("pipeline");
  const { t: leads } = useTranslation("leads");
  const { setNodeRef, isOver, active } = useDroppable({
    id: columnId(column),
    disabled: !column.settable,
  });
  const name = column.esito?.name ?? leads("no_esito");
  const count = formatCount(column.total, column.total_capped);
  const dot = (
    <span
      aria-hidden
      className={cn("size-2 shrink-0 rounded-full", TONE_DOT[toTone(column.esito?.colour)])}
    />
  );
  const look = cn(
    "flex min-h-0 shrink-0 flex-col rounded-xl bg-muted/60 transition-colors",
    isOver && "bg-primary-soft outline-2 outline-primary/50",
    active && !column.settable && "opacity-50",
  );
  if (!open) {
    return (
      <section ref={setNodeRef} className={cn(look, "w-10")} aria-label={name}>
        <Tooltip label={`${name} · ${count}`} side="right">
          <button
            type="button"
            aria-expanded={false}
            onClick={() => onOpenChange(true)}
            className="flex min-h-0 flex-1 flex-col items-center gap-2.5 rounded-xl py-3 text-sm outline-none hover:bg-accent focus-visible:outline-2 focus-visible:outline-ring"
          >
            {dot}
            <span className="tabular text-muted-foreground text-xs">{count}</span>
            <span className="min-h-0 truncate font-medium [writing-mode:vertical-rl]">{name}</span>
            <span className="sr-only">{t("expand")}</span>
          </button>
        </Tooltip>
      </section>
    );
  }
  return (
    <section ref={setNodeRef} className={cn(look, "w-68")} aria-label={name}>
      <header className="flex h-10 shrink-0 items-center gap-2 pr-1.5 pl-3">
        {dot}
        <h2 className="min-w-0 truncate font-semibold text-sm">{name}</h2>
        <span className="tabular text-muted-foreground text-xs">{count}</span>
        <IconButton
          label={t("collapse", { esito: name })}
          aria-expanded
          className="ml-auto size-7"
          onClick={() => onOpenChange(false)}
        >
          <ChevronsLeft aria-hidden />
        </IconButton>
      </header>
      <PipelineCards
        column={column}
        query={query}
        className="scroll-slim min-h-0 flex-1 overflow-y-auto px-2 pb-2"
        card={(lead, walk) => <Draggable lead={lead} walk={walk} now={now} onMove={onMove} />}
      />
    </section>
  );
}

/** A card that is taken with the pointer anywhere, and with the keyboard by its handle. */
function Draggable({
  lead,
  walk,
  now,
  onMove,
}: {
  lead: Lead;
  walk: object;
  now: number;
  onMove: (lead: Lead) => void;
}) {
  const { t } = useTranslation("pipeline");
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, isDragging } = useDraggable({
    id: lead.id,
    data: { lead },
  });
  const { onKeyDown, ...carried } = listeners ?? {};
  return (
    <div ref={setNodeRef} className={cn("group", isDragging && "opacity-40")} {...carried}>
      <PipelineCard
        lead={lead}
        walk={walk}
        now={now}
        onMove={onMove}
        handle={
          <IconButton
            ref={setActivatorNodeRef}
            label={t("drag", { name: leadName(lead) })}
            aria-describedby={attributes["aria-describedby"]}
            className="size-7 cursor-grab opacity-0 focus-visible:opacity-100 group-hover:opacity-100"
            onKeyDown={onKeyDown as React.KeyboardEventHandler | undefined}
          >
            <GripVertical aria-hidden />
          </IconButton>
        }
      />
    </div>
  );
}
