import { useInfiniteQuery } from "@tanstack/react-query";
import { PackageCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeliveryOut } from "@/shared/api/generated";
import { formatDateTime, formatMoment } from "@/shared/lib/dates";
import { late } from "@/shared/lib/late";
import { Button } from "@/shared/ui/button";
import { Card } from "@/shared/ui/card";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { LoadMore } from "@/shared/ui/load-more";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { keptQuery } from "./queries";

const Kept = late(() => import("./kept-dialog").then((m) => m.KeptDialog));

/** Deliveries that could not become a lead: why, what came, and the way to admit them. */
export function KeptList({ id }: { id: string }) {
  const { t, i18n } = useTranslation("containers");
  const [opened, setOpened] = useState<DeliveryOut>();
  const query = useInfiniteQuery(keptQuery(id));
  const kept = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <SkeletonRows rows={4} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
  if (kept.length === 0)
    return (
      <EmptyState
        icon={<PackageCheck />}
        title={t("kept.empty_title")}
        text={t("kept.empty_text")}
      />
    );
  return (
    <>
      <p className="mb-3 text-muted-foreground text-sm">{t("kept.text")}</p>
      <Card>
        <ul className="divide-y">
          {kept.map((delivery) => (
            <li key={delivery.id} className="flex items-center gap-3 px-4 py-2.5">
              <div className="min-w-0 flex-1">
                <p className="font-medium text-sm">
                  {delivery.problem?.[i18n.language === "en" ? "en" : "it"] ?? t("kept.unknown")}
                </p>
                <p className="truncate font-mono text-muted-foreground text-xs">
                  {delivery.body || delivery.query || t("kept.empty_body")}
                </p>
              </div>
              <time
                dateTime={delivery.received_at}
                data-tooltip={formatDateTime(delivery.received_at)}
                className="tabular shrink-0 text-muted-foreground text-xs max-sm:hidden"
              >
                {formatMoment(delivery.received_at)}
              </time>
              <Button
                size="sm"
                onPointerEnter={Kept.preload}
                onFocus={Kept.preload}
                onClick={() => setOpened(delivery)}
              >
                {t("kept.open")}
              </Button>
            </li>
          ))}
        </ul>
        {query.hasNextPage && (
          <LoadMore
            shown={kept.length}
            hasMore
            loading={query.isFetchingNextPage}
            onLoadMore={() => query.fetchNextPage()}
          />
        )}
      </Card>
      {opened && <Kept delivery={opened} onOpenChange={(open) => !open && setOpened(undefined)} />}
    </>
  );
}
