import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Container, RehearsalInput } from "@/shared/api/generated";
import { cn } from "@/shared/lib/cn";
import { late } from "@/shared/lib/late";
import { Button } from "@/shared/ui/button";
import { Callout } from "@/shared/ui/callout";
import { ErrorState } from "@/shared/ui/error-state";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { RehearsalAnswer } from "./rehearsal-answer";
import { RehearsalForm } from "./rehearsal-form";
import { rehearsalDaysQuery, rehearsalQuery } from "./rehearsal-queries";
import { bodyOf, isEdited, type Rules, rulesOf } from "./rehearsal-rules";

const Apply = late(() => import("./rehearsal-apply").then((m) => m.RehearsalApply));

/** The Prova del distributore: a past day under edited rules, beside how it went; saved only when applied. */
export function RehearsalView({ container }: { container: Container }) {
  const { t } = useTranslation("rehearsal");
  const days = useQuery(rehearsalDaysQuery(container.id));
  const [chosen, setDay] = useState<string>();
  const [rules, setRules] = useState<Rules>(() => rulesOf(container));
  const [asked, setAsked] = useState<RehearsalInput>();
  const [onlyChanged, setOnlyChanged] = useState(false);
  const [applying, setApplying] = useState(false);
  const answer = useRef<HTMLDivElement>(null);
  const day = chosen ?? days.data?.suggested;
  // The suggested day is shown at once, under the rules as they are.
  const body = asked ?? (day && !chosen ? bodyOf(day, rulesOf(container)) : undefined);
  const query = useInfiniteQuery(rehearsalQuery(container.id, body, onlyChanged));
  if (days.isError) return <ErrorState error={days.error} onRetry={() => days.refetch()} />;
  if (!day) return <SkeletonRows rows={8} />;
  const wanted = bodyOf(day, rules);
  const stale = JSON.stringify(wanted) !== JSON.stringify(body);
  const edited = isEdited(container, rules);
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-180 text-balance text-muted-foreground text-sm">{t("text")}</p>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[340px_minmax(0,1fr)]">
        <RehearsalForm
          container={container}
          day={day}
          days={days.data?.items ?? []}
          onDayChange={setDay}
          rules={rules}
          onRulesChange={setRules}
          edited={edited}
          stale={stale}
          running={query.isFetching}
          onRun={() => {
            setAsked(wanted);
            // Below the rules on a phone, and in sight beside them already on a desktop.
            answer.current?.scrollIntoView({ block: "nearest" });
          }}
        />
        <div ref={answer} className="flex min-w-0 scroll-mt-16 flex-col gap-4">
          {(edited || stale) && (
            <Callout
              kind={stale ? "warning" : "info"}
              action={
                !stale && (
                  <Button size="sm" variant="primary" onClick={() => setApplying(true)}>
                    {t("apply.open")}
                  </Button>
                )
              }
            >
              {t(stale ? "stale" : "apply.hint")}
            </Callout>
          )}
          {query.isError && <ErrorState error={query.error} onRetry={() => query.refetch()} />}
          {query.isPending && <SkeletonRows rows={8} />}
          {query.data && (
            <div
              className={cn(
                "flex flex-col gap-4 transition-opacity",
                query.isPlaceholderData && "opacity-60",
              )}
              aria-busy={query.isFetching}
            >
              <RehearsalAnswer
                pages={query.data.pages}
                onlyChanged={onlyChanged}
                onOnlyChanged={setOnlyChanged}
                hasMore={query.hasNextPage}
                loadingMore={query.isFetchingNextPage}
                onMore={() => query.fetchNextPage()}
              />
            </div>
          )}
        </div>
      </div>
      {applying && (
        <Apply
          container={container}
          rules={rules}
          onClose={() => setApplying(false)}
          onApplied={(saved) => {
            setRules({ ...rules, ...rulesOf(saved) });
          }}
        />
      )}
    </div>
  );
}
