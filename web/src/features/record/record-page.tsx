import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronDown, ChevronLeft, ChevronUp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/shared/api/problem";
import { type Lead, leadName } from "@/shared/leads/lead";
import { nextAfter, todayQuery } from "@/shared/leads/today";
import { useLeadActs } from "@/shared/leads/use-lead-acts";
import { useHotkeys } from "@/shared/lib/use-hotkeys";
import { useMediaQuery } from "@/shared/lib/use-media-query";
import { Button } from "@/shared/ui/button";
import { ErrorState } from "@/shared/ui/error-state";
import { IconButton } from "@/shared/ui/icon-button";
import { Page } from "@/shared/ui/page";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/shared/ui/tabs";
import { Activity } from "./activity";
import { LeadData } from "./lead-data";
import { MissingLead } from "./missing-lead";
import { NextStep } from "./next-step";
import { ActionBar, RecordHeader } from "./record-header";
import { RecordMenu } from "./record-menu";
import { leadQuery, type RecordSearch } from "./record-queries";
import { TraceCard } from "./trace-card";
import { useMoved } from "./use-moved";
import { useNeighbours } from "./use-neighbours";
import { WorkedLine } from "./worked-line";

/** The day was read again with the Esito; a second time would only delay the next lead. */
const JUST_READ = 2_000;

/** The board shows every Esito, in its own order. */
function ofBoard({ from: _from, esito_id: _esito, sort: _sort, ...filter }: RecordSearch) {
  return filter;
}

/** A lead, whole: who it is on the left, what happened in the middle, what comes next on the right. */
export function RecordPage({ leadId, search }: { leadId: string; search: RecordSearch }) {
  const { t } = useTranslation("record");
  const navigate = useNavigate();
  const wide = useMediaQuery("(min-width: 1180px)");
  const { data: lead, error, refetch } = useQuery(leadQuery(leadId));
  useMoved(leadId, lead, search);
  const neighbours = useNeighbours(leadId, search, lead !== undefined);
  const client = useQueryClient();
  const ofToday = search.agent_id ? { agent_id: search.agent_id } : {};
  const [worked, setWorked] = useState<Lead | null>(null);
  const go = (id: string | null) => {
    setWorked(null);
    if (id) void navigate({ to: "/leads/$leadId", params: { leadId: id }, search });
  };
  const openNext = async (done: Lead) => {
    if (search.from !== "today") return;
    const day = { ...todayQuery(search.agent_id ?? null), staleTime: JUST_READ };
    const today = await client.fetchQuery(day).catch(() => null);
    if (!today) return;
    const next = nextAfter(today, done.id);
    if (!next) return void navigate({ to: "/today", search: ofToday });
    go(next.id);
    setWorked(done);
  };
  const { acts, dialog } = useLeadActs((done) => void openNext(done));
  useHotkeys(
    {
      j: () => go(neighbours.next),
      k: () => go(neighbours.previous),
      e: () => lead && acts.esito(lead),
      n: () => document.getElementById("nota")?.focus(),
      c: () => lead && acts.call(lead),
      w: () => lead && acts.whatsApp(lead),
    },
    lead !== undefined,
  );
  const back = (
    <Button variant="ghost" size="icon" className="-ml-2" asChild>
      {search.from === "today" ? (
        <Link to="/today" search={ofToday} aria-label={t("back_today")}>
          <ChevronLeft aria-hidden />
        </Link>
      ) : search.from === "pipeline" ? (
        <Link to="/pipeline" search={ofBoard(search) as never} aria-label={t("back_pipeline")}>
          <ChevronLeft aria-hidden />
        </Link>
      ) : (
        <Link to="/leads" search={search as never} aria-label={t("back_list")}>
          <ChevronLeft aria-hidden />
        </Link>
      )}
    </Button>
  );
  if (error || !lead) {
    return (
      <Page title={t("title")} back={back} flush>
        {error instanceof ApiError && error.status === 404 ? (
          <MissingLead search={search} />
        ) : error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows />
        )}
      </Page>
    );
  }
  const data = <LeadData lead={lead} key={lead.id} />;
  const activity = <Activity lead={lead} key={lead.id} />;
  const side = (
    <div className="flex flex-col gap-4">
      <NextStep lead={lead} />
      <TraceCard lead={lead} />
    </div>
  );
  return (
    <Page
      flush
      title={leadName(lead)}
      back={back}
      actions={
        <>
          <IconButton
            label={t("previous")}
            shortcut="K"
            disabled={!neighbours.previous}
            onClick={() => go(neighbours.previous)}
          >
            <ChevronUp aria-hidden />
          </IconButton>
          <IconButton
            label={t("next")}
            shortcut="J"
            disabled={!neighbours.next}
            onClick={() => go(neighbours.next)}
          >
            <ChevronDown aria-hidden />
          </IconButton>
          <RecordMenu lead={lead} />
        </>
      }
    >
      {worked && worked.id !== leadId && <WorkedLine lead={worked} onBack={() => go(worked.id)} />}
      <RecordHeader lead={lead} acts={acts} />
      {wide ? (
        <div className="grid grid-cols-[320px_minmax(0,1fr)_320px] items-start gap-5 px-6 py-5">
          {data}
          {activity}
          {side}
        </div>
      ) : (
        <Tabs defaultValue="activity" className="px-4 pt-2 pb-24 sm:px-6">
          <TabsList aria-label={t("title")}>
            <TabsTrigger value="activity">{t("tab_activity")}</TabsTrigger>
            <TabsTrigger value="data">{t("tab_data")}</TabsTrigger>
            <TabsTrigger value="trace">{t("tab_trace")}</TabsTrigger>
          </TabsList>
          <TabsContent value="activity">{activity}</TabsContent>
          <TabsContent value="data">{data}</TabsContent>
          <TabsContent value="trace">{side}</TabsContent>
        </Tabs>
      )}
      <ActionBar lead={lead} acts={acts} />
      {dialog}
    </Page>
  );
}
