import { useInfiniteQuery } from "@tanstack/react-query";
import { Blocks, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Unit } from "@/shared/api/generated";
import { late } from "@/shared/lib/late";
import { formatNumber } from "@/shared/lib/numbers";
import { useDebounced } from "@/shared/lib/use-debounced";
import { can } from "@/shared/session/can";
import { useMe } from "@/shared/session/me";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { LoadMore } from "@/shared/ui/load-more";
import { Page } from "@/shared/ui/page";
import { SearchInput } from "@/shared/ui/search-input";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { unitsQuery } from "./queries";
import { UnitRow } from "./unit-row";

const UnitSheet = late(() => import("./unit-sheet").then((m) => m.UnitSheet));

export function UnitListPage() {
  const { t } = useTranslation("units");
  const { t: common } = useTranslation();
  const [text, setText] = useState("");
  const [editing, setEditing] = useState<Unit | "new">();
  const q = useDebounced(text);
  const list = useInfiniteQuery(unitsQuery(q));
  const units = list.data?.pages.flatMap((page) => page.items) ?? [];
  const add = can(useMe(), "unit:create") && (
    <Button
      variant="primary"
      onClick={() => setEditing("new")}
      onPointerEnter={UnitSheet.preload}
      onFocus={UnitSheet.preload}
    >
      <Plus aria-hidden />
      {t("new")}
    </Button>
  );
  return (
    <Page
      title={t("title")}
      count={list.data ? formatNumber(units.length) : undefined}
      flush
      actions={add}
      toolbar={
        <SearchInput
          label={t("search")}
          value={text}
          onValueChange={setText}
          className="w-64 max-sm:flex-1"
        />
      }
    >
      {list.isPending && <SkeletonRows rows={4} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => list.refetch()} />}
      {list.data && units.length === 0 && (
        <EmptyState
          icon={<Blocks />}
          title={t(q ? "empty.filtered_title" : "empty.title")}
          text={t(q ? "empty.filtered_text" : "empty.text")}
          action={q ? <Button onClick={() => setText("")}>{common("actions.clear")}</Button> : add}
        />
      )}
      {units.length > 0 && (
        <ul className="divide-y border-b" aria-label={t("title")}>
          {units.map((unit) => (
            <UnitRow key={unit.id} unit={unit} onOpen={() => setEditing(unit)} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <LoadMore
          shown={units.length}
          hasMore
          loading={list.isFetchingNextPage}
          onLoadMore={() => list.fetchNextPage()}
        />
      )}
      {editing && (
        <UnitSheet
          unit={editing === "new" ? null : editing}
          onOpenChange={(open) => !open && setEditing(undefined)}
        />
      )}
    </Page>
  );
}
