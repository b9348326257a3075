import { ArchiveRestore, Trash2, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { late } from "@/shared/lib/late";
import { notify } from "@/shared/lib/notify";
import { formatCount, formatNumber } from "@/shared/lib/numbers";
import { can } from "@/shared/session/can";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { IconButton } from "@/shared/ui/icon-button";
import { ResponsivePopover } from "@/shared/ui/responsive-popover";
import { AgentChoices } from "./agent-choices";
import { type BulkAct, useBulkAct } from "./bulk-acts";
import { ExportButton } from "./export-button";
import type { LeadSearch } from "./lead-search";
import type { useSelection } from "./use-selection";

const BulkEsito = late(() => import("./bulk-esito").then((m) => m.BulkEsito));
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
  const tell = (kind: BulkAct["kind"], done: number) => {
    clear();
    notify.success(t(`bulk.done_${kind}`, { count: done }));
  };
  const bulk = useBulkAct(selection, search, unitId, tell);
  const trash = useBulkAct(selection, search, unitId, tell, true);
  const count = selection.all ? total : selection.ids.size;
  const words = selection.all
    ? t("bulk.all_selected", { total: formatCount(total, capped) })
    : t("bulk.selected", { count, shown: formatNumber(count) });
  const run = (act: BulkAct) => {
    setOpen(null);
    bulk.mutate(act);
  };
  return (
    <section
      aria-label={t("bulk.label")}
      className="sticky bottom-0 left-0 z-20 flex w-[calc(100vw-2rem)] max-w-full justify-center p-3 sm:pb-5"
    >
      <div className="relative flex max-w-full flex-wrap items-center gap-x-1.5 rounded-lg border bg-popover py-1.5 pr-1.5 pl-3.5 text-sm shadow-pop max-sm:w-full">
        <span
          className="tabular whitespace-nowrap font-medium max-sm:flex max-sm:h-11 max-sm:items-center"
          role="status"
        >
          {words}
        </span>
        {!selection.all && selection.ids.size >= shown && (capped || total > shown) && (
          <Button variant="link" size="sm" className="mx-1.5" onClick={selectAll}>
            {t("bulk.select_all", { total: formatCount(total, capped) })}
          </Button>
        )}
        <span
          className="mx-1 h-5 w-px shrink-0 bg-border max-sm:invisible max-sm:h-0 max-sm:w-full"
          aria-hidden
        />
        {!search.deleted && (
          <>
            <ResponsivePopover
              open={open === "assign"}
              onOpenChange={(on) => setOpen(on ? "assign" : null)}
              title={t("assign.title")}
              side="top"
              className="w-72"
              trigger={(trigger) => (
                <Button {...trigger} variant="ghost" loading={bulk.isPending}>
                  {t("assign.title")}
                </Button>
              )}
            >
              <AgentChoices unitId={unitId} onChoose={(to) => run({ kind: "assign", to })} />
            </ResponsivePopover>
            <Button
              variant="ghost"
              aria-haspopup="dialog"
              disabled={bulk.isPending}
              onPointerEnter={BulkEsito.preload}
              onFocus={BulkEsito.preload}
              onClick={() => setOpen("esito")}
            >
              {t("esito.short")}
            </Button>
          </>
        )}
        {can(me, "lead:export") && <ExportButton search={search} selection={selection} />}
        {search.deleted ? (
          <Button variant="ghost" loading={bulk.isPending} onClick={() => run({ kind: "restore" })}>
            <ArchiveRestore aria-hidden />
            {t("trash.restore")}
          </Button>
        ) : (
          <IconButton
            label={t("trash.put")}
            disabled={bulk.isPending}
            onClick={() => setOpen("trash")}
          >
            <Trash2 aria-hidden />
          </IconButton>
        )}
        <IconButton
          label={t("bulk.clear")}
          shortcut="Esc"
          className="max-sm:absolute max-sm:top-1.5 max-sm:right-1.5"
          onClick={clear}
        >
          <X aria-hidden />
        </IconButton>
      </div>
      {open === "esito" && (
        <BulkEsito
          about={words}
          selection={selection}
          search={search}
          unitId={unitId}
          onDone={tell}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "trash" && (
        <ConfirmDialog
          open
          onOpenChange={() => setOpen(null)}
          title={t("trash.title", { count })}
          text={t("trash.text")}
          confirmLabel={t("trash.put")}
          onConfirm={() => trash.mutateAsync({ kind: "trash" })}
        />
      )}
    </section>
  );
}
