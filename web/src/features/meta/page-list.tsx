import { useInfiniteQuery } from "@tanstack/react-query";
import { Megaphone, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PageOut } from "@/shared/api/generated";
import { late } from "@/shared/lib/late";
import { Button } from "@/shared/ui/button";
import { Card } from "@/shared/ui/card";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { LoadMore } from "@/shared/ui/load-more";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { PageRow } from "./page-row";
import { pagesQuery } from "./queries";

const PageDialog = late(() => import("./page-dialog").then((m) => m.PageDialog));

/** The connected Facebook pages and how their tokens do. */
export function PageList() {
  const { t } = useTranslation("meta");
  const query = useInfiniteQuery(pagesQuery);
  const [opened, setOpened] = useState<PageOut | "new">();
  const pages = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <SkeletonRows rows={3} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
  const add = (
    <Button
      variant={pages.length === 0 ? "primary" : "secondary"}
      onPointerEnter={PageDialog.preload}
      onFocus={PageDialog.preload}
      onClick={() => setOpened("new")}
    >
      <Plus aria-hidden />
      {t("page.connect")}
    </Button>
  );
  return (
    <>
      {pages.length === 0 ? (
        <EmptyState
          icon={<Megaphone />}
          title={t("page.empty_title")}
          text={t("page.empty_text")}
          action={add}
        />
      ) : (
        <>
          <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
            <p className="text-muted-foreground text-sm">{t("page.text")}</p>
            {add}
          </div>
          <Card>
            <ul className="divide-y">
              {pages.map((page) => (
                <PageRow key={page.page_id} page={page} onEdit={() => setOpened(page)} />
              ))}
            </ul>
            {query.hasNextPage && (
              <LoadMore
                shown={pages.length}
                hasMore
                loading={query.isFetchingNextPage}
                onLoadMore={() => query.fetchNextPage()}
              />
            )}
          </Card>
        </>
      )}
      {opened && (
        <PageDialog
          {...(opened === "new" ? {} : { page: opened })}
          onOpenChange={(open) => !open && setOpened(undefined)}
        />
      )}
    </>
  );
}
