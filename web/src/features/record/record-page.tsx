import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronDown, ChevronLeft, ChevronUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { leadName } from "@/shared/leads/lead";
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
import { NextStep } from "./next-step";
import { ActionBar, RecordHeader } from "./record-header";
import { RecordMenu } from "./record-menu";
import { leadQuery, neighboursQuery, type RecordSearch } from "./record-queries";
import { TraceCard } from "./trace-card";

/** A lead, whole: who it is on the left, what happened in the middle, what comes next on the right. */
export function RecordPage({ leadId, search }: { leadId: string; search: RecordSearch }) {
  const { t } = useTranslation("record");
  const navigate = useNavigate();
  const wide = useMediaQuery("(min-width: 1180px)");
  const { data: lead, error, refetch } = useQuery(leadQuery(leadId));
  const neighbours = useQuery({ ...neighboursQuery(leadId, search), enabled: lead !== undefined });
  const { acts, dialog } = useLeadActs();
  const go = (id: string | null | undefined) => {
    if (id) void navigate({ to: "/leads/$leadId", params: { leadId: id }, search });
  };
  useHotkeys(
    {
      j: () => go(neighbours.data?.next),
      k: () => go(neighbours.data?.previous),
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
        <Link to="/today" aria-label={t("back_today")}>
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
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <SkeletonRows />}
      </Page>
    );
  }
  const data = <LeadData lead={lead} key={lead.id} />;
  const activity = <Activity lead={lead} key={lead.id} />;
  const side = (
    <div className="flex flex-col gap-4">
      <NextStep lead={lead} />
      <TraceCard leadId={lead.id} />
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
            disabled={!neighbours.data?.previous}
            onClick={() => go(neighbours.data?.previous)}
          >
            <ChevronUp aria-hidden />
          </IconButton>
          <IconButton
            label={t("next")}
            shortcut="J"
            disabled={!neighbours.data?.next}
            onClick={() => go(neighbours.data?.next)}
          >
            <ChevronDown aria-hidden />
          </IconButton>
          <RecordMenu lead={lead} />
        </>
      }
    >
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
