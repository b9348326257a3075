import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { VendorReturn } from "@/shared/api/generated/types.gen";
import { romeDay } from "@/shared/lib/dates";
import { late } from "@/shared/lib/late";
import { formatNumber } from "@/shared/lib/numbers";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { LoadMore } from "@/shared/ui/load-more";
import { Page } from "@/shared/ui/page";
import { Select } from "@/shared/ui/select";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import type { Act } from "./acts";
import { BulkBar } from "./bulk-bar";
import { FileCard } from "./file-card";
import { MonthBar } from "./month-bar";
import { returnsQuery, summaryQuery } from "./queries";
import { ReturnRows } from "./return-rows";
import type { ReturnSearch } from "./return-search";
import { StateChips } from "./state-chips";

const ActDialog = late(() => import("./act-dialog").then((m) => m.ActDialog));
const ANY = "";

/** The leads of a month that go back to who sold them: decide, make the file, write down the answer. */
export function ReturnsPage({
  search,
  onSearchChange,
}: {
  search: ReturnSearch;
  onSearchChange: (search: ReturnSearch) => void;
}) {
  const { t } = useTranslation("returns");
  const { t: common } = useTranslation();
  const { unitId } = useCurrentUnit();
  const { units } = useMe();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [doing, setDoing] = useState<{ act: Act; rows: readonly VendorReturn[] } | null>(null);
  const now = romeDay(Date.now()).slice(0, 7);
  const month = search.month ?? now;
  const { vendor, state } = search;
  const list = useInfiniteQuery(returnsQuery({ month, unitId, vendor, state }));
  const summary = useQuery(summaryQuery(month, unitId, vendor)).data;
  const current = summary?.month === month ? summary : undefined;
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = rows.filter(({ id }) => selected.has(id));
  const change = (next: ReturnSearch) => {
    setSelected(new Set());
    onSearchChange(next);
  };
  const select = (ids: readonly string[], on: boolean) =>
    setSelected((before) => {
      const after = new Set(before);
      for (const id of ids) on ? after.add(id) : after.delete(id);
      return after;
    });
  const names = [...new Set([...(current?.vendors ?? []).map((one) => one.vendor), vendor])].filter(
    (name) => name !== undefined,
  );
  const vendors = (current?.vendors ?? []).filter((one) => !vendor || one.vendor === vendor);
  const total = current?.totals.reduce((sum, one) => sum + one.returns, 0);
  return (
    <Page
      title={t("title")}
      {...(total === undefined ? {} : { count: formatNumber(total) })}
      toolbar={
        <>
          <MonthBar
            month={month}
            now={now}
            onChange={(next) => change({ ...search, month: next === now ? undefined : next })}
          />
          <Select
            aria-label={t("filter.vendor")}
            className="w-56 shrink-0 max-sm:w-full"
            value={vendor ?? ANY}
            placeholder={t("filter.any_vendor")}
            onValueChange={(next) => change({ ...search, vendor: next === "*" ? undefined : next })}
            options={[
              { value: "*", label: t("filter.any_vendor") },
              ...names.map((name) => ({ value: name, label: name })),
            ]}
          />
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <StateChips
          totals={current?.totals}
          state={state}
          onChange={(next) => change({ ...search, state: next })}
        />
        {vendors.length > 0 && (
          <FileCard month={month} vendors={vendors} units={!unitId && units.length > 1} />
        )}
        {list.isPending && <SkeletonRows rows={6} />}
        {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && (
          <EmptyState
            icon={<Undo2 />}
            title={t(state || vendor ? "empty.filtered_title" : "empty.title")}
            text={t(state || vendor ? "empty.filtered_text" : "empty.text")}
            action={
              state || vendor ? (
                <Button onClick={() => change({ month: search.month })}>
                  {common("actions.clear")}
                </Button>
              ) : (
                <Button asChild>
                  <Link to="/containers">{t("empty.terms")}</Link>
                </Button>
              )
            }
          />
        )}
        {rows.length > 0 && (
          <ReturnRows
            rows={rows}
            selected={selected}
            onSelect={select}
            onAct={(act, of) => setDoing({ act, rows: of })}
          />
        )}
        {list.hasNextPage && (
          <LoadMore
            shown={rows.length}
            hasMore
            loading={list.isFetchingNextPage}
            onLoadMore={() => void list.fetchNextPage()}
          />
        )}
      </div>
      {chosen.length > 0 && (
        <BulkBar
          rows={chosen}
          onAct={(act, of) => setDoing({ act, rows: of })}
          onClear={() => setSelected(new Set())}
        />
      )}
      {doing && (
        <ActDialog
          {...doing}
          onClose={() => setDoing(null)}
          onDone={() => {
            setDoing(null);
            setSelected(new Set());
          }}
        />
      )}
    </Page>
  );
}
