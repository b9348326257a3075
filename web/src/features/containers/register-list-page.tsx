import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronRight, Droplets } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Badge } from "@/shared/ui/badge";
import { Card } from "@/shared/ui/card";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { LoadMore } from "@/shared/ui/load-more";
import { Page } from "@/shared/ui/page";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { containersQuery } from "./queries";

/** An agent's containers, each with its Registro. */
export function RegisterListPage() {
  const { t } = useTranslation("containers");
  const list = useInfiniteQuery(containersQuery({ unitId: null, q: "", active: null }));
  const containers = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t("register.title")} width="form">
      <p className="mb-4 text-muted-foreground text-sm">{t("register.text")}</p>
      {list.isPending && <SkeletonRows rows={3} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => list.refetch()} />}
      {list.data && containers.length === 0 && (
        <EmptyState
          icon={<Droplets />}
          title={t("register.none_title")}
          text={t("register.none_text")}
        />
      )}
      {containers.length > 0 && (
        <Card>
          <ul className="divide-y">
            {containers.map((container) => (
              <li key={container.id} className="relative flex items-center gap-3 px-4 py-3">
                <div className="min-w-0 flex-1">
                  <Link
                    to="/containers/$containerId/register"
                    params={{ containerId: container.id }}
                    className="block truncate font-medium after:absolute after:inset-0"
                  >
                    {container.name}
                  </Link>
                  <p className="truncate text-muted-foreground text-sm">
                    {container.unit.name} · {t(`policy.${container.policy}`)}
                  </p>
                </div>
                <Badge tone={container.active ? "green" : "gray"} dot>
                  {t(container.active ? "state.dripping" : "state.stopped")}
                </Badge>
                <ChevronRight className="size-4 shrink-0 text-muted-foreground" aria-hidden />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {list.hasNextPage && (
        <LoadMore
          shown={containers.length}
          hasMore
          loading={list.isFetchingNextPage}
          onLoadMore={() => list.fetchNextPage()}
        />
      )}
    </Page>
  );
}
