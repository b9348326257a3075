import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { formatNumber } from "@/shared/lib/numbers";
import { useMe } from "@/shared/session/me";
import { ErrorState } from "@/shared/ui/error-state";
import { Page } from "@/shared/ui/page";
import { Skeleton } from "@/shared/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/shared/ui/tabs";
import { Alarms } from "./alarms";
import { ConnectionCard } from "./connection-card";
import { FormList } from "./form-list";
import { type MetaTab, TABS } from "./meta-tabs";
import { PageList } from "./page-list";
import { statusQuery } from "./queries";
import { TroubleList } from "./trouble-list";
import { UnsortedList } from "./unsorted-list";

/** How Meta is connected: what to enter there, pages, forms, and the leads that wait for somebody. */
export function MetaPage({
  tab,
  onTabChange,
}: {
  tab: MetaTab | undefined;
  onTabChange: (tab: MetaTab) => void;
}) {
  const { t } = useTranslation("meta");
  const admin = useMe().role === "admin";
  const query = useQuery(statusQuery);
  const status = query.data;
  const tabs = admin ? TABS : TABS.filter((name) => name !== "pages");
  const current = tabs.find((name) => name === tab) ?? tabs[0] ?? "forms";
  const unsorted = status?.leads.unsorted ?? 0;
  const waiting = Object.values(status?.leads ?? {}).reduce((sum, count) => sum + (count ?? 0), 0);
  const counts: Partial<Record<MetaTab, number>> = { unsorted, troubles: waiting - unsorted };
  return (
    <Page title={t("title")} width="wide">
      {query.isPending && (
        <div className="flex flex-col gap-4">
          <Skeleton className="h-36 w-full rounded-lg" />
          <Skeleton className="h-48 w-full rounded-lg" />
        </div>
      )}
      {query.isError && <ErrorState error={query.error} onRetry={() => query.refetch()} />}
      {status && (
        <div className="flex flex-col gap-4">
          <Alarms status={status} />
          <ConnectionCard status={status} />
          <Tabs
            value={current}
            onValueChange={(next) => onTabChange(next as MetaTab)}
            className="mt-1"
          >
            <TabsList aria-label={t("tab.label")}>
              {tabs.map((name) => (
                <TabsTrigger key={name} value={name}>
                  {t(`tab.${name}`)}
                  {(counts[name] ?? 0) > 0 && (
                    <span className="tabular rounded-full bg-amber-soft px-1.5 text-2xs text-amber">
                      {formatNumber(counts[name] ?? 0)}
                    </span>
                  )}
                </TabsTrigger>
              ))}
            </TabsList>
            {admin && (
              <TabsContent value="pages">
                <PageList />
              </TabsContent>
            )}
            <TabsContent value="forms">
              <FormList editable={admin} />
            </TabsContent>
            <TabsContent value="unsorted">
              <UnsortedList editable={admin} />
            </TabsContent>
            <TabsContent value="troubles">
              <TroubleList counts={status.leads} />
            </TabsContent>
          </Tabs>
        </div>
      )}
    </Page>
  );
}
