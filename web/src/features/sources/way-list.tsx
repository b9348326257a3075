import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Droplets } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useCurrentUnit } from "@/shared/session/unit";
import { Badge } from "@/shared/ui/badge";
import { Card } from "@/shared/ui/card";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { LoadMore } from "@/shared/ui/load-more";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { waysQuery } from "./queries";
import { WayRow } from "./way-row";

/** Each container with its address, Meta's forms and files. */
export function WayList() {
  const { t } = useTranslation("sources");
  const { unitId } = useCurrentUnit();
  const list = useInfiniteQuery(waysQuery(unitId));
  const containers = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending) return <SkeletonRows rows={6} />;
  if (list.isError) return <ErrorState error={list.error} onRetry={() => list.refetch()} />;
  if (containers.length === 0)
    return <EmptyState icon={<Droplets />} title={t("empty.title")} text={t("empty.text")} />;
  return (
    <div className="flex flex-col gap-4">
      {containers.map(({ container, unit, active, ways }) => (
        <Card key={container.id} aria-label={container.name}>
          <header className="flex items-center gap-3 border-b px-4 py-2.5">
            <h2 className="min-w-0 flex-1 truncate font-semibold text-base">
              <Link
                to="/containers/$containerId"
                params={{ containerId: container.id }}
                className="hover:text-primary-text"
              >
                {container.name}
              </Link>
            </h2>
            {!active && <Badge>{t("off")}</Badge>}
            <span className="shrink-0 text-muted-foreground text-sm max-sm:hidden">
              {unit.name}
            </span>
          </header>
          <ul className="divide-y">
            {ways.map((way) => (
              <WayRow key={way.form_id ?? way.kind} way={way} containerId={container.id} />
            ))}
          </ul>
        </Card>
      ))}
      {list.hasNextPage && (
        <LoadMore
          shown={containers.length}
          hasMore
          loading={list.isFetchingNextPage}
          onLoadMore={() => list.fetchNextPage()}
        />
      )}
    </div>
  );
}
