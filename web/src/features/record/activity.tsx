import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Lead } from "@/shared/leads/lead";
import { formatDayLong, romeDay } from "@/shared/lib/dates";
import { ErrorState } from "@/shared/ui/error-state";
import { LoadMore } from "@/shared/ui/load-more";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { Composer } from "./composer";
import { timelineQuery } from "./record-queries";
import { TimelineEntry } from "./timeline-entry";

/** The composer, and below it all that happened, newest first, a day at a time. */
export function Activity({ lead }: { lead: Lead }) {
  const { t } = useTranslation("record");
  const timeline = useInfiniteQuery(timelineQuery(lead.id));
  const items = timeline.data?.pages.flatMap((page) => page.items) ?? [];
  const days = [...new Set(items.map((item) => romeDay(item.at)))];
  return (
    <section aria-label={t("tab_activity")} className="flex min-w-0 flex-col gap-4">
      {!lead.deleted_at && <Composer leadId={lead.id} />}
      {timeline.error ? (
        <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />
      ) : timeline.isPending ? (
        <SkeletonRows />
      ) : (
        days.map((day) => (
          <div key={day}>
            <h2 className="mb-2 font-medium text-muted-foreground text-xs first-letter:uppercase">
              {formatDayLong(items.find((item) => romeDay(item.at) === day)?.at ?? day)}
            </h2>
            <ol className="flex flex-col">
              {items
                .filter((item) => romeDay(item.at) === day)
                .map((item) => (
                  <TimelineEntry key={item.id} item={item} />
                ))}
            </ol>
          </div>
        ))
      )}
      {timeline.hasNextPage && (
        <LoadMore
          shown={items.length}
          hasMore
          loading={timeline.isFetchingNextPage}
          onLoadMore={() => void timeline.fetchNextPage()}
        />
      )}
    </section>
  );
}
