import { useInfiniteQuery } from "@tanstack/react-query";
import { PackageCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MetaStatus } from "@/shared/api/generated";
import { formatNumber } from "@/shared/lib/numbers";
import { Card } from "@/shared/ui/card";
import { Chip } from "@/shared/ui/chip";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { LoadMore } from "@/shared/ui/load-more";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { metaLeadsQuery } from "./queries";
import { TroubleRow } from "./trouble-row";

export const TROUBLES = [
  "token_dead",
  "no_permission",
  "waiting",
  "gone",
  "kept",
  "failed",
] as const;
export type Trouble = (typeof TROUBLES)[number];

/** Announced leads whose data Meta has not given, by what it said. */
export function TroubleList({ counts }: { counts: MetaStatus["leads"] }) {
  const { t } = useTranslation("meta");
  const [state, setState] = useState<Trouble | null>(null);
  const query = useInfiniteQuery(metaLeadsQuery(state));
  const leads = (query.data?.pages.flatMap((page) => page.items) ?? []).filter(
    (lead) => lead.state !== "unsorted",
  );
  const present = TROUBLES.filter((one) => (counts[one] ?? 0) > 0 || one === state);
  return (
    <>
      {present.length > 0 && (
        <div className="mb-3 flex flex-wrap gap-2">
          {present.map((one) => (
            <Chip
              key={one}
              active={state === one}
              onClick={() => setState(state === one ? null : one)}
            >
              {t(`trouble.${one}.name`)}
              <span className="tabular">{formatNumber(counts[one] ?? 0)}</span>
            </Chip>
          ))}
        </div>
      )}
      {query.isPending && <SkeletonRows rows={3} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => query.refetch()} />}
      {query.data && leads.length === 0 && !query.hasNextPage && (
        <EmptyState
          icon={<PackageCheck />}
          title={t("trouble.empty_title")}
          text={t("trouble.empty_text")}
        />
      )}
      {leads.length > 0 && (
        <Card>
          <ul className="divide-y" aria-label={t("tab.troubles")}>
            {leads.map((lead) => (
              <TroubleRow key={lead.leadgen_id} lead={lead} />
            ))}
          </ul>
        </Card>
      )}
      {query.hasNextPage && (
        <LoadMore
          shown={leads.length}
          hasMore
          loading={query.isFetchingNextPage}
          onLoadMore={() => query.fetchNextPage()}
        />
      )}
    </>
  );
}
