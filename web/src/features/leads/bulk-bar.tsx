import { ArchiveRestore, Trash2, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useEsiti } from "@/shared/leads/esiti";
import { late } from "@/shared/lib/late";
import { notify } from "@/shared/lib/notify";
import { formatCount, formatNumber } from "@/shared/lib/numbers";
import { can } from "@/shared/session/can";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { IconButton } from "@/shared/ui/icon-button";
import { ResponsivePopover } from "@/shared/ui/responsive-popover";
import { TONE_DOT, toTone } from "@/shared/ui/tone";
import { AgentChoices } from "./agent-choices";
import { type BulkAct, MOST_BY_ID, useBulkAct } from "./bulk-acts";
import { ExportButton } from "./export-button";
import { FilterOptions } from "./filter-options";
import type { LeadSearch } from "./lead-search";
import type { useSelection } from "./use-selection";

const ConfirmDialog = late(() => import("@/shared/ui/confirm-dialog").then((m) => m.ConfirmDialog));

/** Rises when something is selected: what can be done to all of it. */
export function BulkBar({
  selected,
  search,
  shown,
  total,
  capped,
}: {
  selected: ReturnType<typeof useSelection>;
  search: LeadSearch;
  shown: number;
  total: number;
  capped: boolean;
}) {
  const { t } = useTranslation("leads");
  const me = useMe();
  const { unitId } = useCurrentUnit();
  const { selection, clear, selectAll } = selected;
  const [open, setOpen] = useState<"assign" | "esito" | "trash" | null>(null);
  const bulk = useBulkAct(selection, search, unitId);
  const esiti = useEsiti(unitId).filter(({ asks }) => asks.every((ask) => ask === "note"));
  const count = selection.all ? total : selection.ids.size;
  const words = selection.all
    ? t("bulk.all_selected", { total: formatCount(total, capped) })
    : t("bulk.selected", { count, shown: formatNumber(count) });
  const tooMany = selection.all && (capped || total > MOST_BY_ID);
  const run = async (act: BulkAct) => {
    setOpen(null);
    const done = await bulk.mutateAsync(act).catch(() => null);
    if (done === null) return;
    clear();
    notify.success(t(`bulk.done_${act.kind}`, { count: done }));
  };
  const toggle = (name: "assign" | "esito") => (on: boolean) => setOpen(on ? name : null);
  return (
    <section
      aria-label={t("bulk.label")}
      className="sticky bottom-0 left-0 z-20 flex w-[calc(100vw-2rem)] max-w-full justify-center p-3 sm:pb-5"
    >
      <div className="scroll-slim flex max-w-full items-center gap-1.5 overflow-x-auto rounded-lg border bg-popover py-1.5 pr-1.5 pl-3.5 text-sm shadow-pop">
        <span className="tabular whitespace-nowrap font-medium" role="status">
          {words}
        </span>
        {!selection.all && selection.ids.size >= shown && (capped || total > shown) && (
          <Button variant="link" size="sm" className="mx-1.5" onClick={selectAll}>
            {t("bulk.select_all", { total: formatCount(total, capped) })}
          </Button>
        )}
        <span className="mx-1 h-5 w-px shrink-0 bg-border" aria-hidden />
        {!search.deleted && (
          <>
            <ResponsivePopover
              open={open === "assign"}
              onOpenChange={toggle("assign")}
              title={t("assign.title")}
              side="top"
              className="w-72"
              trigger={(trigger) => (
                <Button {...trigger} variant="ghost" loading={bulk.isPending}>
                  {t("assign.title")}
                </Button>
              )}
            >
              <AgentChoices unitId={unitId} onChoose={(to) => void run({ kind: "assign", to })} />
            </ResponsivePopover>
            <ResponsivePopover
              open={open === "esito"}
              onOpenChange={toggle("esito")}
              title={t("esito.title")}
              side="top"
              className="w-64"
              trigger={(trigger) => (
                <Button {...trigger} variant="ghost" disabled={tooMany || bulk.isPending}>
                  {t("esito.short")}
                </Button>
              )}
            >
              <FilterOptions
                chosen={[]}
                onChange={([esito_id]) => esito_id && void run({ kind: "esito", esito_id })}
                options={esiti.map((esito) => ({
                  value: esito.id,
                  label: esito.name,
                  icon: (
                    <span className={`size-2 rounded-full ${TONE_DOT[toTone(esito.colour)]}`} />
                  ),
                }))}
              />
            </ResponsivePopover>
          </>
        )}
        {can(me, "lead:export") && <ExportButton search={search} selection={selection} />}
        {search.deleted ? (
          <Button
            variant="ghost"
            disabled={tooMany}
            loading={bulk.isPending}
            onClick={() => void run({ kind: "restore" })}
          >
            <ArchiveRestore aria-hidden />
            {t("trash.restore")}
          </Button>
        ) : (
          <IconButton
            label={t("trash.put")}
            disabled={tooMany || bulk.isPending}
            onClick={() => setOpen("trash")}
          >
            <Trash2 aria-hidden />
          </IconButton>
        )}
        <IconButton label={t("bulk.clear")} shortcut="Esc" onClick={clear}>
          <X aria-hidden />
        </IconButton>
      </div>
      {open === "trash" && (
        <ConfirmDialog
          open
          onOpenChange={() => setOpen(null)}
          title={t("trash.title", { count })}
          text={t("trash.text")}
          confirmLabel={t("trash.put")}
          onConfirm={() => run({ kind: "trash" })}
        />
      )}
    </section>
  );
}
