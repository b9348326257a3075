import { CalendarX2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Rehearsal, Totals } from "@/shared/api/generated";
import { formatAge, formatDayLong } from "@/shared/lib/dates";
import { formatNumber } from "@/shared/lib/numbers";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";
import { EmptyState } from "@/shared/ui/empty-state";
import { RehearsalAgents } from "./rehearsal-agents";
import { RehearsalLeads } from "./rehearsal-leads";
import { RehearsalNotes } from "./rehearsal-notes";

/** A replayed day: the figures of both sides, what to know about them, the agents and the leads. */
export function RehearsalAnswer({
  pages,
  onlyChanged,
  onOnlyChanged,
  hasMore,
  loadingMore,
  onMore,
}: {
  pages: readonly Rehearsal[];
  onlyChanged: boolean;
  onOnlyChanged: (only: boolean) => void;
  hasMore: boolean;
  loadingMore: boolean;
  onMore: () => void;
}) {
  const { t } = useTranslation("rehearsal");
  const found = pages[0];
  if (!found) return null;
  const day = formatDayLong(`${found.day}T12:00:00Z`);
  if (found.leads === 0) {
    return (
      <Card>
        <EmptyState
          heading="h3"
          icon={<CalendarX2 />}
          title={t("empty_title")}
          text={t("empty_text", { day })}
        />
      </Card>
    );
  }
  return (
    <>
      <Card>
        <CardHeader
          title={day}
          text={
            found.changed === 0
              ? t("same", { count: found.leads, shown: formatNumber(found.leads) })
              : t("changed", {
                  count: found.leads,
                  shown: formatNumber(found.leads),
                  changed: formatNumber(found.changed),
                })
          }
        />
        <CardContent className="grid gap-3 sm:grid-cols-2">
          <Side title={t("real")} totals={found.real} />
          <Side title={t("tried")} totals={found.tried} />
        </CardContent>
        <RehearsalNotes notes={found.notes} />
      </Card>
      <RehearsalAgents agents={found.agents} />
      <RehearsalLeads
        leads={pages.flatMap((page) => page.items)}
        onlyChanged={onlyChanged}
        onOnlyChanged={onOnlyChanged}
        hasMore={hasMore}
        loadingMore={loadingMore}
        onMore={onMore}
      />
    </>
  );
}

function Side({ title, totals }: { title: string; totals: Totals }) {
  const { t } = useTranslation("rehearsal");
  const wait = (seconds: number | null) => (seconds === null ? "—" : formatAge(0, seconds * 1000));
  const figures = [
    ["given", formatNumber(totals.given)],
    ["waited", formatNumber(totals.waited)],
    ["longest", wait(totals.longest_wait_seconds)],
    ["still_waiting", formatNumber(totals.still_waiting)],
  ] as const;
  return (
    <section aria-label={title} className="rounded-md border p-3">
      <h3 className="font-medium text-sm">{title}</h3>
      <dl className="mt-2 grid grid-cols-2 gap-x-3 gap-y-2">
        {figures.map(([name, figure]) => (
          <div key={name} className="flex flex-col-reverse">
            <dt className="text-muted-foreground text-xs">{t(`figure.${name}`)}</dt>
            <dd className="tabular font-semibold text-lg">{figure}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
