import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PipelineColumn } from "@/shared/api/generated/types.gen";
import type { Lead } from "@/shared/leads/lead";
import { cn } from "@/shared/lib/cn";
import { formatCount } from "@/shared/lib/numbers";
import { Chip } from "@/shared/ui/chip";
import { TONE_DOT, toTone } from "@/shared/ui/tone";
import { PipelineCard } from "./pipeline-card";
import { PipelineCards } from "./pipeline-cards";
import { columnId } from "./pipeline-columns";

/** On a phone one Esito at a time; a card goes to another by its button. */
export function PipelineStack({
  columns,
  query,
  now,
  onMove,
}: {
  columns: readonly PipelineColumn[];
  query: object;
  now: number;
  onMove: (lead: Lead) => void;
}) {
  const { t } = useTranslation("pipeline");
  const { t: leads } = useTranslation("leads");
  const [chosen, setChosen] = useState<string | null>(null);
  const column =
    columns.find((one) => columnId(one) === chosen) ??
    columns.find((one) => one.total > 0) ??
    columns[0];
  if (!column) return null;
  return (
    <>
      <nav
        aria-label={t("columns")}
        className="flex shrink-0 gap-1.5 overflow-x-auto border-b px-4 py-2 [scrollbar-width:none]"
      >
        {columns.map((one) => (
          <Chip
            key={columnId(one)}
            active={one === column}
            className="h-11! px-3.5"
            onClick={() => setChosen(columnId(one))}
          >
            <span
              aria-hidden
              className={cn("size-2 rounded-full", TONE_DOT[toTone(one.esito?.colour)])}
            />
            {one.esito?.name ?? leads("no_esito")}
            <span className="tabular">{formatCount(one.total, one.total_capped)}</span>
          </Chip>
        ))}
      </nav>
      <PipelineCards
        key={columnId(column)}
        column={column}
        query={query}
        className="min-h-0 flex-1 overflow-y-auto px-4 py-3"
        card={(lead, walk) => <PipelineCard lead={lead} walk={walk} now={now} onMove={onMove} />}
      />
    </>
  );
}
