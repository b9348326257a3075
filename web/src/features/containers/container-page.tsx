import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { loadAreas } from "@/shared/i18n/i18n";
import { late } from "@/shared/lib/late";
import { ErrorState } from "@/shared/ui/error-state";
import { IconButton } from "@/shared/ui/icon-button";
import { Page } from "@/shared/ui/page";
import { Skeleton } from "@/shared/ui/skeleton";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/shared/ui/tabs";
import { ActiveSwitch } from "./active-switch";
import { ContainerHead } from "./container-head";
import { ContainerSettings } from "./container-settings";
import { type ContainerTab, TABS } from "./container-tabs";
import { IntakeCards } from "./intake-cards";
import { KeptList } from "./kept-list";
import { containerQuery, keptQuery } from "./queries";
import { QuotaCard } from "./quota-card";
import { RegisterView } from "./register-view";
import { TeamCard } from "./team-card";
import { TestLeadButton } from "./test-lead-button";

const Rehearsal = late(async () => {
  const [view] = await Promise.all([import("./rehearsal-view"), loadAreas("rehearsal")]);
  return view.RehearsalView;
});

export function ContainerPage({
  id,
  tab,
  onTabChange,
}: {
  id: string;
  tab: ContainerTab;
  onTabChange: (tab: ContainerTab) => void;
}) {
  const { t } = useTranslation("containers");
  const { t: common } = useTranslation();
  const query = useQuery(containerQuery(id));
  const kept = useInfiniteQuery(keptQuery(id));
  const keptPage = kept.data?.pages[0];
  const container = query.data;
  return (
    <Page
      title={container?.name ?? t("one")}
      width="wide"
      back={
        <IconButton asChild label={common("actions.back")} className="-ml-2">
          <Link to="/containers">
            <ChevronLeft aria-hidden />
          </Link>
        </IconButton>
      }
      actions={
        container && (
          <>
            <span className="text-muted-foreground text-sm max-sm:hidden">
              {t(container.active ? "state.dripping" : "state.stopped")}
            </span>
            <ActiveSwitch container={container} />
            <TestLeadButton id={id} />
          </>
        )
      }
    >
      {query.isPending && (
        <div className="flex flex-col gap-4">
          <Skeleton className="h-16 w-full rounded-lg" />
          <SkeletonRows rows={5} />
        </div>
      )}
      {query.isError && <ErrorState error={query.error} onRetry={() => query.refetch()} />}
      {container && (
        <>
          <ContainerHead container={container} />
          <Tabs
            value={tab}
            onValueChange={(next) => onTabChange(next as ContainerTab)}
            className="mt-5"
          >
            <TabsList aria-label={t("tab.label")}>
              {TABS.map((name) => (
                <TabsTrigger key={name} value={name}>
                  {t(`tab.${name}`)}
                  {name === "kept" && keptPage && keptPage.items.length > 0 && (
                    <span className="tabular rounded-full bg-amber-soft px-1.5 text-2xs text-amber">
                      {keptPage.items.length}
                      {keptPage.next_cursor && "+"}
                    </span>
                  )}
                </TabsTrigger>
              ))}
            </TabsList>
            <TabsContent value="team">
              <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_340px]">
                <TeamCard container={container} />
                <QuotaCard id={id} />
              </div>
            </TabsContent>
            <TabsContent value="intake">
              <IntakeCards container={container} />
            </TabsContent>
            <TabsContent value="register">
              <RegisterView id={id} />
            </TabsContent>
            <TabsContent value="rehearsal">
              <Rehearsal key={container.id} container={container} />
            </TabsContent>
            <TabsContent value="kept">
              <KeptList id={id} />
            </TabsContent>
            <TabsContent value="settings">
              <ContainerSettings key={container.id} container={container} />
            </TabsContent>
          </Tabs>
        </>
      )}
    </Page>
  );
}
