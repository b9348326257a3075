import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EsitoDialog } from "@/shared/leads/esito-dialog";
import type { Lead } from "@/shared/leads/lead";
import { late } from "@/shared/lib/late";
import { formatCount } from "@/shared/lib/numbers";
import { useIsPhone } from "@/shared/lib/use-media-query";
import { useNow } from "@/shared/lib/use-now";
import { can } from "@/shared/session/can";
import { useMe } from "@/shared/session/me";
import { ErrorState } from "@/shared/ui/error-state";
import { FilterRow } from "@/shared/ui/filter-row";
import { Page } from "@/shared/ui/page";
import { SearchInput } from "@/shared/ui/search-input";
import { EmptyList } from "./empty-list";
import { LeadFilters } from "./lead-filters";
import type { LeadSearch } from "./lead-search";
import { PipelineBoard } from "./pipeline-board";
import { PipelineSkeleton } from "./pipeline-skeleton";
import { PipelineStack } from "./pipeline-stack";
import { usePipeline } from "./use-pipeline";
import { useSearchText } from "./use-search-text";

const NewLeadDialog = late(() => import("./new-lead-dialog").then((m) => m.NewLeadDialog));

/** The leads side by side by their Esito, carried from one to the next; the filter is in the address. */
export function PipelinePage({ search }: { search: LeadSearch }) {
  const { t } = useTranslation("pipeline");
  const me = useMe();
  const navigate = useNavigate();
  const phone = useIsPhone();
  const now = useNow(30_000);
  const { board, columns, query, asking, move, said, close } = usePipeline(search);
  const [choosing, setChoosing] = useState<Lead | null>(null);
  const [creating, setCreating] = useState(false);
  const show = (next: LeadSearch) =>
    void navigate({ to: "/pipeline", search: next, replace: true });
  const [typed, setTyped] = useSearchText(search.q ?? "", (q) => {
    const { q: _, ...rest } = search;
    show(q ? { ...rest, q } : rest);
  });
  const leads = columns.flatMap((column) => column.items);
  const total = columns.reduce((sum, column) => sum + column.total, 0);
  const capped = columns.some((column) => column.total_capped);
  const sources = [...new Set(leads.map((lead) => lead.source))].filter(
    (source) => source !== null,
  );
  const shared = { columns, query, now, onMove: setChoosing };
  return (
    <Page
      fill
      title={t("title")}
      count={board.data && formatCount(total, capped)}
      toolbar={
        <>
          <SearchInput
            className="w-56 max-sm:w-full"
            label={t("search")}
            value={typed}
            onValueChange={setTyped}
          />
          <FilterRow>
            <LeadFilters board search={search} sources={sources} onChange={show} />
          </FilterRow>
        </>
      }
    >
      {board.error && !board.data ? (
        <ErrorState error={board.error} onRetry={() => void board.refetch()} />
      ) : !board.data ? (
        <PipelineSkeleton />
      ) : total === 0 ? (
        <EmptyList
          search={search}
          manages={can(me, "lead:assign")}
          onClear={() => show({})}
          onCreate={() => setCreating(true)}
        />
      ) : (
        <div
          aria-busy={board.isPlaceholderData}
          className="flex min-h-0 flex-1 flex-col aria-busy:opacity-60"
        >
          {phone ? (
            <PipelineStack {...shared} />
          ) : (
            <PipelineBoard {...shared} onDrop={(lead, esito) => void move(lead, esito)} />
          )}
        </div>
      )}
      {asking && (
        <EsitoDialog
          lead={asking.lead}
          begin={asking.esito}
          onClose={close}
          onSaved={(lead) => void said(lead)}
        />
      )}
      {choosing && (
        <EsitoDialog
          lead={choosing}
          onClose={() => setChoosing(null)}
          onSaved={(lead) => void said(lead)}
        />
      )}
      {creating && <NewLeadDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}
