import { useInfiniteQuery } from "@tanstack/react-query";
import { Rows3 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportOut, ImportRow } from "@/shared/api/generated";
import { late } from "@/shared/lib/late";
import { useIsPhone } from "@/shared/lib/use-media-query";
import { Card } from "@/shared/ui/card";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { LoadMore } from "@/shared/ui/load-more";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { VERDICTS, type Verdict } from "./import-search";
import { rowsQuery } from "./queries";
import { RowCards } from "./row-cards";
import { RowTable } from "./row-table";

const RowSheet = late(() => import("./row-sheet").then((m) => m.RowSheet));

/** The records of the file, all or of one verdict; one opens with all its cells. */
export function RowList({ one, verdict }: { one: ImportOut; verdict: Verdict | null }) {
  const { t } = useTranslation("imports");
  const phone = useIsPhone();
  const [opened, setOpened] = useState<ImportRow>();
  const query = useInfiniteQuery(rowsQuery(one, verdict));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const total = verdict
    ? one.counts[verdict]
    : VERDICTS.reduce((sum, name) => sum + one.counts[name], 0);
  const Rows = phone ? RowCards : RowTable;
  if (query.isPending) return <SkeletonRows rows={8} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<Rows3 />}
        title={t("rows.empty_title")}
        text={verdict ? t(`verdict.${verdict}.none`) : t("rows.empty_text")}
      />
    );
  }
  return (
    <Card className="overflow-hidden">
      <Rows one={one} rows={rows} onOpen={setOpened} onNear={RowSheet.preload} />
      <LoadMore
        shown={rows.length}
        total={total}
        hasMore={query.hasNextPage}
        loading={query.isFetchingNextPage}
        onLoadMore={() => query.fetchNextPage()}
      />
      {opened && (
        <RowSheet
          one={one}
          row={rows.find(({ number }) => number === opened.number) ?? opened}
          onOpenChange={(open) => !open && setOpened(undefined)}
        />
      )}
    </Card>
  );
}
