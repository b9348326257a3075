import { useInfiniteQuery } from "@tanstack/react-query";
import { PackageCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Card } from "@/shared/ui/card";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { LoadMore } from "@/shared/ui/load-more";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { metaLeadsQuery } from "./queries";
import { UnsortedRow } from "./unsorted-row";

/** Da smistare: leads of forms that nobody has connected to a container. */
export function UnsortedList({ editable }: { editable: boolean }) {
  const { t } = useTranslation("meta");
  const query = useInfiniteQuery(metaLeadsQuery("unsorted"));
  const leads = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <SkeletonRows rows={3} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
  if (leads.length === 0) {
    return (
      <EmptyState
        icon={<PackageCheck />}
        title={t("unsorted.empty_title")}
        text={t("unsorted.empty_text")}
      />
    );
  }
  return (
    <>
      <p className="mb-3 max-w-160 text-muted-foreground text-sm">{t("unsorted.text")}</p>
      <Card>
        <ul className="divide-y" aria-label={t("tab.unsorted")}>
          {leads.map((lead) => (
            <UnsortedRow key={lead.leadgen_id} lead={lead} editable={editable} />
          ))}
        </ul>
        {query.hasNextPage && (
          <LoadMore
            shown={leads.length}
            hasMore
            loading={query.isFetchingNextPage}
            onLoadMore={() => query.fetchNextPage()}
          />
        )}
      </Card>
    </>
  );
}
