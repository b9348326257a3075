import { useInfiniteQuery } from "@tanstack/react-query";
import { FileSpreadsheet } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FileMapping } from "@/shared/api/generated";
import { formatMoment } from "@/shared/lib/dates";
import { late } from "@/shared/lib/late";
import { useCurrentUnit } from "@/shared/session/unit";
import { Card } from "@/shared/ui/card";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { LoadMore } from "@/shared/ui/load-more";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { fileMappingsQuery } from "./queries";

const MappingSheet = late(() => import("./file-mapping-sheet").then((m) => m.FileMappingSheet));

/** What was said of files, by their columns: the next such file is read alike. */
export function FileMappingList() {
  const { t } = useTranslation("sources");
  const { unitId } = useCurrentUnit();
  const [opened, setOpened] = useState<FileMapping>();
  const list = useInfiniteQuery(fileMappingsQuery(unitId));
  const mappings = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending) return <SkeletonRows rows={4} />;
  if (list.isError) return <ErrorState error={list.error} onRetry={() => list.refetch()} />;
  if (mappings.length === 0)
    return (
      <EmptyState
        icon={<FileSpreadsheet />}
        title={t("files.empty")}
        text={t("files.empty_text")}
      />
    );
  return (
    <>
      <p className="mb-3 max-w-160 text-muted-foreground text-sm">{t("files.text")}</p>
      <Card>
        <ul className="divide-y" aria-label={t("tab.files")}>
          {mappings.map((one) => (
            <li
              key={`${one.unit.id} ${one.fingerprint}`}
              className="relative flex items-center gap-4 px-4 py-3 transition-colors hover:bg-muted/60"
            >
              <div className="min-w-0 flex-1">
                <button
                  type="button"
                  onClick={() => setOpened(one)}
                  onPointerEnter={MappingSheet.preload}
                  className="block max-w-full truncate text-left font-medium text-sm outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:-outline-offset-2"
                >
                  {one.filename ?? t("files.nameless")}
                </button>
                <p className="truncate text-muted-foreground text-xs">
                  {Object.keys(one.mapping).join(" · ")}
                </p>
              </div>
              <div className="shrink-0 text-right text-muted-foreground text-xs">
                <span className="block">
                  {t("files.columns", { count: Object.keys(one.mapping).length })}
                </span>
                <span className="block max-sm:hidden">{one.unit.name}</span>
              </div>
              <time
                dateTime={one.updated_at}
                className="tabular shrink-0 text-muted-foreground text-xs"
              >
                {formatMoment(one.updated_at)}
              </time>
            </li>
          ))}
        </ul>
      </Card>
      {list.hasNextPage && (
        <LoadMore
          shown={mappings.length}
          hasMore
          loading={list.isFetchingNextPage}
          onLoadMore={() => list.fetchNextPage()}
        />
      )}
      {opened && (
        <MappingSheet mapping={opened} onOpenChange={(open) => !open && setOpened(undefined)} />
      )}
    </>
  );
}
