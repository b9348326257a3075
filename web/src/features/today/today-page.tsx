import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CloudSun, UserSearch } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useOffers } from "@/shared/leads/offers";
import { fromToday, PARTS, rowsOf, todayQuery } from "@/shared/leads/today";
import { useLeadActs } from "@/shared/leads/use-lead-acts";
import { formatDayLong } from "@/shared/lib/dates";
import { useHotkeys } from "@/shared/lib/use-hotkeys";
import { useMediaQuery } from "@/shared/lib/use-media-query";
import { useMe } from "@/shared/session/me";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { Page } from "@/shared/ui/page";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { AgentPicker } from "./agent-picker";
import { Availability } from "./availability";
import { FocusPanel } from "./focus-panel";
import { OffersSection } from "./offers-section";
import { TodaySection } from "./today-section";

/** What was for later becomes due without any event. */
const MINUTE = 60_000;

/** An agent's home: what to do now, in order; after each Esito the next lead is there by itself. */
export function TodayPage({ agentId }: { agentId: string | null }) {
  const { t } = useTranslation("today");
  const me = useMe();
  const leads = me.role !== "agente";
  const navigate = useNavigate();
  const wide = useMediaQuery("(min-width: 1280px)");
  const enabled = !leads || agentId !== null;
  const { data, dataUpdatedAt, error, refetch } = useQuery({
    ...todayQuery(agentId),
    enabled,
    refetchInterval: MINUTE,
  });
  const allOffers = useOffers();
  const offers = agentId === null ? allOffers : [];
  const [chosenId, setChosenId] = useState<string | null>(null);
  const rows = data ? rowsOf(data) : [];
  const walk = fromToday(agentId);
  const selected = rows.find((lead) => lead.id === chosenId) ?? data?.next ?? rows[0] ?? null;
  const { acts, dialog } = useLeadActs(() => {
    setChosenId(null);
    if (!wide) document.querySelector("[data-page-scroll]")?.scrollTo({ top: 0 });
  });
  const move = (step: number) => {
    const at = rows.findIndex((lead) => lead.id === selected?.id);
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
    if (next) setChosenId(next.id);
  };
  useEffect(() => {
    if (!chosenId) return;
    document.querySelector(`[data-lead="${chosenId}"]`)?.scrollIntoView({ block: "nearest" });
  }, [chosenId]);
  const enter = (event: KeyboardEvent) => {
    const control = (event.target as HTMLElement).closest<HTMLElement>("a,button");
    if (control) control.click();
    else if (selected) {
      const params = { leadId: selected.id };
      void navigate({ to: "/leads/$leadId", params, search: walk });
    }
  };
  useHotkeys(
    {
      j: () => move(1),
      k: () => move(-1),
      e: () => selected && acts.esito(selected),
      n: () => selected && acts.note(selected),
      c: () => selected && acts.call(selected),
      w: () => selected && acts.whatsApp(selected),
      Enter: enter,
    },
    selected !== null,
  );

  return (
    <Page
      flush
      title={t("title")}
      count={
        <span className="first-letter:uppercase max-sm:hidden">{formatDayLong(Date.now())}</span>
      }
      actions={
        leads ? (
          <AgentPicker
            agentId={agentId}
            onChoose={(id) => {
              setChosenId(null);
              void navigate({ to: "/today", search: id ? { agent_id: id } : {} });
            }}
          />
        ) : (
          <Availability />
        )
      }
    >
      {offers.length > 0 && <OffersSection offers={offers} />}
      {!enabled ? (
        <EmptyState icon={<UserSearch />} title={t("choose_agent")} text={t("choose_agent_text")} />
      ) : error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonRows />
      ) : rows.length === 0 ? (
        offers.length === 0 && (
          <EmptyState icon={<CloudSun />} title={t("empty")} text={t("empty_text")} />
        )
      ) : (
        <div className="xl:grid xl:min-h-[calc(100dvh-3.25rem)] xl:grid-cols-[minmax(0,1fr)_24rem]">
          {selected && (
            <aside
              aria-label={t("focus_aside")}
              className="p-4 max-xl:border-b sm:px-6 xl:order-2 xl:border-l xl:p-5"
            >
              <div className="xl:sticky xl:top-5">
                <FocusPanel key={selected.id} lead={selected} walk={walk} acts={acts} />
              </div>
            </aside>
          )}
          <div className="min-w-0">
            {PARTS.map((part) => (
              <TodaySection
                key={part}
                part={part}
                leads={data[part]}
                total={data.counts[part]}
                readAt={dataUpdatedAt}
                selectedId={selected?.id ?? null}
                agentId={agentId ?? "me"}
                walk={walk}
                acts={acts}
                onSelect={(lead) => setChosenId(lead.id)}
              />
            ))}
          </div>
        </div>
      )}
      {dialog}
    </Page>
  );
}
