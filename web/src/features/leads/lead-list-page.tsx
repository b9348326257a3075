import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLeadActs } from "@/shared/leads/use-lead-acts";
import { late } from "@/shared/lib/late";
import { formatNumber } from "@/shared/lib/numbers";
import { useMediaQuery } from "@/shared/lib/use-media-query";
import { useNow } from "@/shared/lib/use-now";
import { can } from "@/shared/session/can";
import { useMe } from "@/shared/session/me";
import { Button } from "@/shared/ui/button";
import { ErrorState } from "@/shared/ui/error-state";
import { FilterRow } from "@/shared/ui/filter-row";
import { LoadMore } from "@/shared/ui/load-more";
import { Page } from "@/shared/ui/page";
import { SearchInput } from "@/shared/ui/search-input";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { columnsOf } from "./columns";
import { LeadFilters } from "./lead-filters";
import { cleared, defaultSort, keptOf, type LeadSearch, toWalk } from "./lead-search";
import { useLeadList } from "./use-lead-list";
import { useListKeys } from "./use-list-keys";
import { useSearchText } from "./use-search-text";
import { useSelection } from "./use-selection";
import { useViews } from "./use-views";

const LeadTable = late(() => import("./lead-table").then((module) => module.LeadTable));
const LeadCards = late(() => import("./lead-cards").then((module) => module.LeadCards));
const BulkBar = late(() => import("./bulk-bar").then((module) => module.BulkBar));
const ExportButton = late(() => import("./export-button").then((module) => module.ExportButton));
const EmptyList = late(() => import("./empty-list").then((module) => module.EmptyList));
const ViewTabs = late(() => import("./view-tabs").then((module) => module.ViewTabs));
const ColumnChooser = late(() => import("./column-chooser").then((m) => m.ColumnChooser));
const NewLeadDialog = late(() => import("./new-lead-dialog").then((m) => m.NewLeadDialog));

const SMALLEST_ROW = 36;
const WIDE = "(min-width: 1024px)";
// The one that will be drawn comes beside the leads, not after them.
(window.matchMedia(WIDE).matches ? LeadTable : LeadCards).preload();

/** All leads that one may see: filtered, sorted and searched by the server; everything is in the address. */
export function LeadListPage({ search }: { search: LeadSearch }) {
  const { t } = useTranslation("leads");
  const me = useMe();
  const navigate = useNavigate();
  const table = useMediaQuery(WIDE);
  const now = useNow(30_000);
  const [creating, setCreating] = useState(false);
  const { acts, dialog } = useLeadActs();
  const { list, leads, total, capped, query } = useLeadList(search);
  const { views, current, opening, keep } = useViews(search);
  const columns = columnsOf(me.role, search);
  // The view goes along to the record, so that the way back leads to it.
  const walk = toWalk({ ...query, ...keptOf(search) });
  const selected = useSelection(leads, JSON.stringify(search));
  const manages = can(me, "lead:assign");
  const show = (next: LeadSearch) =>
    void navigate({ to: "/leads", search: keep(next), replace: true });
  const open = (id: string) =>
    void navigate({ to: "/leads/$leadId", params: { leadId: id }, search: walk });
  const { activeIndex } = useListKeys({
    leads,
    acts,
    open,
    toggle: (id) => selected.select(id, !selected.isSelected(id)),
    clear: selected.clear,
  });
  const [typed, setTyped] = useSearchText(search.q ?? "", (q) => {
    const { q: _, ...rest } = search;
    show(q ? { ...rest, q } : rest);
  });
  const sources = [...new Set(leads.map((lead) => lead.source))].filter(
    (source) => source !== null,
  );
  const shared = { leads, walk, now, acts, activeIndex, isSelected: selected.isSelected };
  const selecting = selected.selection.all || selected.selection.ids.size > 0;

  return (
    <Page
      flush
      title={t("title")}
      count={
        list.data && (capped ? t("more_than", { total: formatNumber(total) }) : formatNumber(total))
      }
      actions={
        <>
          {table && (
            <ColumnChooser
              columns={columns}
              chosen={search.columns !== undefined}
              onChange={(wanted) => {
                const { columns: _, ...rest } = search;
                show(wanted ? { ...rest, columns: [...wanted] } : rest);
              }}
            />
          )}
          {can(me, "lead:export") && <ExportButton search={search} disabled={total === 0} />}
          <Button
            variant="primary"
            aria-label={t("new.title")}
            className="max-sm:w-11 max-sm:px-0!"
            onPointerEnter={NewLeadDialog.preload}
            onClick={() => setCreating(true)}
          >
            <Plus aria-hidden />
            <span className="max-sm:hidden">{t("new.title")}</span>
          </Button>
        </>
      }
      toolbar={
        <>
          <div className="h-8 w-full max-sm:h-11">
            <ViewTabs search={search} views={views} current={current} onShow={show} />
          </div>
          <SearchInput
            className="w-56 max-sm:w-full"
            label={t("search")}
            value={typed}
            onValueChange={setTyped}
          />
          <FilterRow>
            <LeadFilters search={search} sources={sources} onChange={show} />
          </FilterRow>
        </>
      }
    >
      {list.error && !list.data ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : !list.data || opening ? (
        <SkeletonRows rows={14} />
      ) : leads.length === 0 ? (
        <EmptyList
          search={search}
          manages={manages}
          onClear={() => show(cleared(search))}
          onCreate={() => setCreating(true)}
        />
      ) : (
        <div aria-busy={list.isPlaceholderData} className="aria-busy:opacity-60">
          {/* Room for what comes late, lest the foot be in sight and ask for the next page. */}
          <div style={{ minHeight: leads.length * SMALLEST_ROW }}>
            {table ? (
              <LeadTable
                {...shared}
                role={me.role}
                columns={columns}
                chosen={search.columns !== undefined}
                sort={search.sort ?? defaultSort(me.role)}
                allSelected={selected.allShown}
                onSelectAll={selected.selectShown}
                onSelect={selected.select}
                onSort={(sort) => show({ ...search, sort })}
                onOpen={open}
              />
            ) : (
              <LeadCards {...shared} selectable={manages} onSelect={selected.select} />
            )}
          </div>
          <div className="sticky left-0 px-1 sm:px-3">
            <LoadMore
              shown={leads.length}
              total={total}
              capped={capped}
              hasMore={list.hasNextPage}
              loading={list.isFetchingNextPage}
              onLoadMore={() => void list.fetchNextPage()}
            />
          </div>
          {selecting && (
            <BulkBar
              selected={selected}
              search={search}
              shown={leads.length}
              total={total}
              capped={capped}
            />
          )}
        </div>
      )}
      {creating && <NewLeadDialog onClose={() => setCreating(false)} />}
      {dialog}
    </Page>
  );
}
