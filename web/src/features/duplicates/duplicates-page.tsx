import { useNavigate } from "@tanstack/react-router";
import { ChevronDown, ChevronLeft, ChevronUp, GitMerge } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lead, Pair } from "@/shared/api/generated/types.gen";
import { formatDate } from "@/shared/lib/dates";
import { notify } from "@/shared/lib/notify";
import { useHotkeys } from "@/shared/lib/use-hotkeys";
import { useIsPhone } from "@/shared/lib/use-media-query";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { IconButton } from "@/shared/ui/icon-button";
import { LoadMore } from "@/shared/ui/load-more";
import { Page } from "@/shared/ui/page";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { ComparisonView } from "./comparison-view";
import type { DuplicateSearch } from "./duplicate-search";
import { keyOf, PairList } from "./pair-list";
import { usePairs } from "./use-pairs";

/** Leads that may be one person: the pairs on the left, the open one side by side; once it is decided, the next one opens. */
export function DuplicatesPage({ search }: { search: DuplicateSearch }) {
  const { t } = useTranslation("duplicates");
  const navigate = useNavigate();
  const phone = useIsPhone();
  // Said in the page: a toast would cover the buttons of the next pair.
  const [last, setLast] = useState<{ sentence: string; before: string | null } | null>(null);
  const { pairs, seeking, forget, lookedUntil, ...query } = usePairs();
  const chosen = search.lead && search.other ? ([search.lead, search.other] as const) : null;
  const first = pairs[0];
  // On a phone the list is a page of its own.
  const open = chosen ?? (first && !phone ? ([first.older.id, first.newer.id] as const) : null);
  const openKey = open ? [...open].sort().join(" ") : null;
  const said = last && last.before === openKey ? last.sentence : "";
  const place = pairs.findIndex((pair) => keyOf(pair) === openKey);
  const show = (pair: Pair | undefined) =>
    void navigate({
      to: "/duplicates",
      search: pair ? { lead: pair.older.id, other: pair.newer.id } : {},
    });
  const previous = place > 0 ? pairs[place - 1] : undefined;
  const next = pairs[place + 1];
  const onDone = (sentence: string, lead?: Lead) => {
    if (search.from === "lead") {
      if (sentence) notify.success(sentence);
      const leadId = lead?.id ?? search.lead ?? "";
      return void navigate({ to: "/leads/$leadId", params: { leadId }, search: {} });
    }
    // The pairs of a lead that is gone are gone as well.
    const gone = lead && open?.find((id) => id !== lead.id);
    const decided = (pair: Pair) =>
      keyOf(pair) === openKey || pair.older.id === gone || pair.newer.id === gone;
    const left = pairs.filter((pair) => !decided(pair));
    forget(decided);
    const following = left.find((pair) => pairs.indexOf(pair) > place) ?? left[0];
    setLast({ sentence, before: following ? keyOf(following) : null });
    show(following);
  };
  useHotkeys(
    { j: () => next && show(next), k: () => previous && show(previous) },
    open !== null && search.from !== "lead",
  );
  const alone = search.from === "lead" || (phone && open !== null);
  const list = (
    <div className="min-w-0">
      <PairList pairs={pairs} open={openKey} />
      {query.hasNextPage && (
        <LoadMore
          shown={pairs.length}
          hasMore
          loading={query.isFetchingNextPage}
          onLoadMore={() => void query.fetchNextPage()}
          auto={false}
        />
      )}
    </div>
  );
  const content = () => {
    if (open)
      return <ComparisonView key={openKey} pair={open} takeFocus={said !== ""} onDone={onDone} />;
    if (query.error && pairs.length === 0) {
      return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    }
    if (query.isPending || seeking) return <SkeletonRows />;
    if (pairs.length > 0) return list;
    return (
      <EmptyState
        icon={<GitMerge />}
        title={t("empty.title")}
        text={lookedUntil ? t("empty.so_far", { date: formatDate(lookedUntil) }) : t("empty.text")}
        action={
          query.hasNextPage && (
            <Button loading={query.isFetching} onClick={() => void query.fetchNextPage()}>
              {t("empty.look_on")}
            </Button>
          )
        }
      />
    );
  };
  return (
    <Page
      title={t("title")}
      {...(pairs.length > 0 && search.from !== "lead"
        ? { count: query.hasNextPage ? `${pairs.length}+` : pairs.length }
        : {})}
      back={
        alone && (
          <Button
            variant="ghost"
            size="icon"
            className="-ml-2"
            aria-label={search.from === "lead" ? t("back_lead") : t("back_list")}
            onClick={() =>
              search.from === "lead" && search.lead
                ? void navigate({
                    to: "/leads/$leadId",
                    params: { leadId: search.lead },
                    search: {},
                  })
                : show(undefined)
            }
          >
            <ChevronLeft aria-hidden />
          </Button>
        )
      }
      actions={
        open &&
        search.from !== "lead" &&
        place >= 0 && (
          <>
            <IconButton
              label={t("previous")}
              shortcut="K"
              disabled={!previous}
              onClick={() => show(previous)}
            >
              <ChevronUp aria-hidden />
            </IconButton>
            <IconButton label={t("next")} shortcut="J" disabled={!next} onClick={() => show(next)}>
              <ChevronDown aria-hidden />
            </IconButton>
          </>
        )
      }
    >
      <p role="status" className={said ? "mb-3 text-muted-foreground text-sm" : "sr-only"}>
        {said}
      </p>
      {open && !alone ? (
        <div className="grid items-start gap-6 xl:grid-cols-[16rem_minmax(0,1fr)]">
          <nav aria-label={t("pairs")} className="max-xl:hidden xl:sticky xl:top-0">
            {list}
          </nav>
          {content()}
        </div>
      ) : (
        content()
      )}
    </Page>
  );
}
