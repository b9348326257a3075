import { useInfiniteQuery } from "@tanstack/react-query";
import { FileUp, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { late } from "@/shared/lib/late";
import { useFileDrop } from "@/shared/lib/use-file-drop";
import { useIsPhone } from "@/shared/lib/use-media-query";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { LoadMore } from "@/shared/ui/load-more";
import { Page } from "@/shared/ui/page";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { ImportCards } from "./import-cards";
import { ImportTable } from "./import-table";
import { importsQuery } from "./queries";

const NewImport = late(() => import("./new-import-dialog").then((m) => m.NewImportDialog));

export function ImportListPage() {
  const { t } = useTranslation("imports");
  const { unitId } = useCurrentUnit();
  const phone = useIsPhone();
  const [adding, setAdding] = useState(false);
  const [dropped, setDropped] = useState<File>();
  const over = useFileDrop((file) => {
    setDropped(file);
    setAdding(true);
  }, !adding);
  const list = useInfiniteQuery(importsQuery(unitId));
  const imports = list.data?.pages.flatMap((page) => page.items) ?? [];
  const Rows = phone ? ImportCards : ImportTable;
  const add = (
    <Button
      variant="primary"
      onClick={() => setAdding(true)}
      onPointerEnter={NewImport.preload}
      onFocus={NewImport.preload}
    >
      <Plus aria-hidden />
      {t("new.open")}
    </Button>
  );
  return (
    <Page title={t("title")} flush actions={add}>
      {list.isPending && <SkeletonRows rows={6} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => list.refetch()} />}
      {list.data && imports.length === 0 && (
        <EmptyState
          icon={<FileUp />}
          title={t("empty.title")}
          text={t("empty.text")}
          action={add}
        />
      )}
      {imports.length > 0 && <Rows imports={imports} />}
      {list.hasNextPage && (
        <LoadMore
          shown={imports.length}
          hasMore
          loading={list.isFetchingNextPage}
          onLoadMore={() => list.fetchNextPage()}
        />
      )}
      {over && (
        <div className="pointer-events-none fixed inset-0 z-40 grid place-items-center bg-overlay">
          <p className="flex items-center gap-2.5 rounded-lg border-2 border-primary border-dashed bg-popover px-6 py-5 font-medium shadow-pop">
            <FileUp className="size-5 text-primary-text" aria-hidden />
            {t("new.drop")}
          </p>
        </div>
      )}
      {adding && (
        <NewImport
          dropped={dropped}
          onOpenChange={(open) => {
            setAdding(open);
            setDropped(undefined);
          }}
        />
      )}
    </Page>
  );
}
