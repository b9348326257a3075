import {
  infiniteQueryOptions,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BellOff, CheckCheck, Settings2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import {
  listNotifications,
  markNotificationsRead,
  type NoticeGroup,
  type ReadInput,
} from "@/shared/api/generated";
import { formatDayLong, romeDay } from "@/shared/lib/dates";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { IconButton } from "@/shared/ui/icon-button";
import { LoadMore } from "@/shared/ui/load-more";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { BellRow } from "./bell-row";

const listQuery = infiniteQueryOptions({
  queryKey: ["notifications", "list"],
  queryFn: ({ pageParam, signal }) => listNotifications({ query: { cursor: pageParam }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next_cursor,
});

/** What happened, by day and burst; each line opens what it is about. */
export function BellPanel({ unread, onLeave }: { unread: number; onLeave: () => void }) {
  const { t } = useTranslation("shell");
  const client = useQueryClient();
  const list = useInfiniteQuery(listQuery);
  const groups = list.data?.pages.flatMap((page) => page.items) ?? [];
  const read = useMutation({
    mutationFn: (body: ReadInput) => markNotificationsRead({ body }),
    onSuccess: (left) => {
      client.setQueryData(["notifications", "unread"], left);
      return client.invalidateQueries({ queryKey: listQuery.queryKey });
    },
  });
  const open = ({ kind, newest_id, oldest_id, unread: waiting }: NoticeGroup) => {
    if (waiting > 0) read.mutate({ kind, newest_id, oldest_id });
    onLeave();
  };
  return (
    <div className="flex max-h-[70dvh] flex-col sm:max-h-120">
      <div className="flex items-center justify-between gap-2 border-b py-1.5 pr-1.5 pl-3.5">
        <h2 className="font-semibold text-sm max-sm:sr-only">{t("bell.title")}</h2>
        <span className="ml-auto flex">
          {unread > 0 && (
            <IconButton
              size="icon-sm"
              label={t("bell.all_read")}
              disabled={read.isPending}
              onClick={() => read.mutate({})}
            >
              <CheckCheck aria-hidden />
            </IconButton>
          )}
          <IconButton asChild size="icon-sm" label={t("bell.settings")}>
            <Link to="/profile" hash="notifications" onClick={onLeave}>
              <Settings2 aria-hidden />
            </Link>
          </IconButton>
        </span>
      </div>
      <div className="scroll-slim min-h-0 flex-1 overflow-y-auto pb-1.5">
        {list.isPending && <SkeletonRows rows={4} />}
        {list.isError && <ErrorState error={list.error} onRetry={() => list.refetch()} />}
        {list.data && groups.length === 0 && (
          <EmptyState
            icon={<BellOff />}
            title={t("bell.empty_title")}
            text={t("bell.empty_text")}
          />
        )}
        {byDay(groups).map(({ day, groups: ofDay }) => (
          <section key={day} aria-label={dayName(day, t)}>
            <h3 className="px-3.5 pt-3 pb-1 text-muted-foreground text-xs">{dayName(day, t)}</h3>
            <ul>
              {ofDay.map((group) => (
                <BellRow key={group.newest_id} group={group} onOpen={() => open(group)} />
              ))}
            </ul>
          </section>
        ))}
        {list.hasNextPage && (
          <LoadMore
            shown={groups.length}
            hasMore
            loading={list.isFetchingNextPage}
            onLoadMore={() => list.fetchNextPage()}
          />
        )}
      </div>
    </div>
  );
}

function byDay(groups: readonly NoticeGroup[]) {
  const days: { day: string; groups: NoticeGroup[] }[] = [];
  for (const group of groups) {
    const last = days.at(-1);
    if (last?.day === group.day) last.groups.push(group);
    else days.push({ day: group.day, groups: [group] });
  }
  return days;
}

const ONE_DAY = 86_400_000;

function dayName(day: string, t: (key: "bell.today" | "bell.yesterday") => string): string {
  if (day === romeDay(Date.now())) return t("bell.today");
  if (day === romeDay(Date.now() - ONE_DAY)) return t("bell.yesterday");
  return formatDayLong(`${day}T12:00:00Z`);
}
