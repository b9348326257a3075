import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatAge } from "@/shared/lib/dates";
import { formatNumber } from "@/shared/lib/numbers";
import { Callout } from "@/shared/ui/callout";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { LoadMore } from "@/shared/ui/load-more";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { DaysSwitch } from "./days-switch";
import { TeamQuota } from "./member-quota";
import { type RegisterDays, registerQuery } from "./queries";
import { RegisterEntryRow } from "./register-entry-row";

/** The Registro della goccia: who is next, who received how much, and every decision with its reasons. */
export function RegisterView({ id }: { id: string }) {
  const { t } = useTranslation("containers");
  const [days, setDays] = useState<RegisterDays>(30);
  const query = useInfiniteQuery(registerQuery(id, days));
  const register = query.data?.pages[0];
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isError) return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
  if (!register) return <SkeletonRows rows={8} />;
  const line = register.members
    .filter((member) => member.next_in_turn !== null)
    .sort((a, b) => (a.next_in_turn ?? 0) - (b.next_in_turn ?? 0));
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 flex-1 basis-80 text-balance text-muted-foreground text-sm">
          {t("register.text")}
        </p>
        <DaysSwitch days={days} onDaysChange={setDays} />
      </div>
      {register.queue_length > 0 && (
        <Callout kind="warning">
          {t("register.queue", {
            count: register.queue_length,
            shown: formatNumber(register.queue_length),
            age: register.oldest_queued_at ? formatAge(register.oldest_queued_at) : "",
          })}
        </Callout>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[320px_minmax(0,1fr)]">
        <Card>
          <CardHeader
            title={t("register.turn")}
            text={
              line.length > 0
                ? line.map((member) => member.agent.name).join(" → ")
                : t("register.nobody")
            }
          />
          <CardContent className="py-2">
            <TeamQuota members={register.members} />
          </CardContent>
        </Card>
        <Card className="min-w-0">
          <CardHeader title={t("register.decisions")} />
          {entries.length === 0 ? (
            <EmptyState
              heading="h3"
              title={t("register.empty_title")}
              text={t("register.empty_text")}
            />
          ) : (
            <ol className="mt-2 divide-y border-t" aria-label={t("register.decisions")}>
              {entries.map((entry) => (
                <RegisterEntryRow key={entry.id} entry={entry} />
              ))}
            </ol>
          )}
          {query.hasNextPage && (
            <LoadMore
              shown={entries.length}
              hasMore
              auto={false}
              loading={query.isFetchingNextPage}
              onLoadMore={() => query.fetchNextPage()}
            />
          )}
        </Card>
      </div>
    </div>
  );
}
