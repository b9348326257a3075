import { useInfiniteQuery } from "@tanstack/react-query";
import { Droplets, Plus } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { late } from "@/shared/lib/late";
import { formatNumber } from "@/shared/lib/numbers";
import { useDebounced } from "@/shared/lib/use-debounced";
import { useIsPhone } from "@/shared/lib/use-media-query";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { LoadMore } from "@/shared/ui/load-more";
import { Page } from "@/shared/ui/page";
import { SearchInput } from "@/shared/ui/search-input";
import { SegmentedControl } from "@/shared/ui/segmented-control";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { ContainerCards } from "./container-cards";
import { ContainerTable } from "./container-table";
import { containersQuery } from "./queries";

const NewContainer = late(() => import("./new-container-dialog").then((m) => m.NewContainerDialog));

export interface ContainerSearch {
  q?: string;
  state?: "on" | "off";
}

export function ContainerListPage({
  search,
  onSearchChange,
}: {
  search: ContainerSearch;
  onSearchChange: (search: ContainerSearch) => void;
}) {
  const { t } = useTranslation("containers");
  const { t: common } = useTranslation();
  const { unitId } = useCurrentUnit();
  const phone = useIsPhone();
  const [text, setText] = useState(search.q ?? "");
  const [adding, setAdding] = useState(false);
  const q = useDebounced(text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the settled text moves the address
  useEffect(() => {
    if ((search.q ?? "") !== q) onSearchChange({ ...search, q });
  }, [q]);
  const active = search.state === undefined ? null : search.state === "on";
  const list = useInfiniteQuery(containersQuery({ unitId, q: search.q ?? "", active }));
  const containers = list.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = Boolean(search.q || search.state);
  const Rows = phone ? ContainerCards : ContainerTable;
  const add = (
    <Button
      variant="primary"
      onClick={() => setAdding(true)}
      onPointerEnter={NewContainer.preload}
      onFocus={NewContainer.preload}
    >
      <Plus aria-hidden />
      {t("new.open")}
    </Button>
  );
  return (
    <Page
      title={t("title")}
      count={list.data ? formatNumber(containers.length) : undefined}
      flush
      actions={add}
      toolbar={
        <>
          <SearchInput
            label={t("search")}
            value={text}
            onValueChange={setText}
            className="w-64 max-sm:w-full"
          />
          <SegmentedControl
            label={t("state.label")}
            value={search.state ?? "all"}
            onValueChange={(state) =>
              onSearchChange({ ...search, state: state === "all" ? undefined : state })
            }
            options={[
              { value: "all", label: common("state.all") },
              { value: "on", label: t("state.on") },
              { value: "off", label: t("state.off") },
            ]}
          />
        </>
      }
    >
      {list.isPending && <SkeletonRows rows={5} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => list.refetch()} />}
      {list.data && containers.length === 0 && (
        <EmptyState
          icon={<Droplets />}
          title={t(filtered ? "empty.filtered_title" : "empty.title")}
          text={t(filtered ? "empty.filtered_text" : "empty.text")}
          action={
            filtered ? (
              <Button
                onClick={() => {
                  setText("");
                  onSearchChange({});
                }}
              >
                {common("actions.clear")}
              </Button>
            ) : (
              add
            )
          }
        />
      )}
      {containers.length > 0 && <Rows containers={containers} />}
      {list.hasNextPage && (
        <LoadMore
          shown={containers.length}
          hasMore
          loading={list.isFetchingNextPage}
          onLoadMore={() => list.fetchNextPage()}
        />
      )}
      {adding && <NewContainer open onOpenChange={setAdding} />}
    </Page>
  );
}
