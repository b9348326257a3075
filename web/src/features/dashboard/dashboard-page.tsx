import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ChartNoAxesColumn } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Dashboard } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { onLiveEvent } from "@/shared/live/live";
import { useCurrentUnit } from "@/shared/session/unit";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { Page } from "@/shared/ui/page";
import { DashboardCards } from "./dashboard-cards";
import { toDashboardSearch } from "./dashboard-search";
import { DashboardSkeleton } from "./dashboard-skeleton";
import { PeriodBar } from "./period-bar";

/** Figures follow the leads, but not each of a thousand: at most this often. */
const PAUSE = 3_000;

/** The figures of a period: one screen that says what became of its leads. */
export function DashboardPage({ address }: { address: Record<string, unknown> }) {
  const search = toDashboardSearch(address);
  const { t } = useTranslation("dashboard");
  const navigate = useNavigate();
  const { unitId } = useCurrentUnit();
  const { data, error, refetch } = useQuery({
    queryKey: ["dashboard", "detail", unitId, search],
    queryFn: ({ signal }) =>
      http.get<Dashboard>("/api/dashboard", { ...search, unit_id: unitId }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  useFreshFigures();
  return (
    <Page
      title={t("title")}
      width="wide"
      toolbar={
        <PeriodBar
          search={search}
          onChange={(next) =>
            void navigate({ to: "/dashboard", search: { ...next }, replace: true })
          }
        />
      }
    >
      {data ? (
        data.figures.leads > 0 ? (
          <DashboardCards data={data} />
        ) : (
          <EmptyState
            icon={<ChartNoAxesColumn />}
            title={t("empty.title")}
            text={t("empty.text")}
          />
        )
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <DashboardSkeleton />
      )}
    </Page>
  );
}

function useFreshFigures() {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stale = false;
    const refresh = () => {
      stale = false;
      void client.invalidateQueries({ queryKey: ["dashboard"] });
      timer = setTimeout(() => {
        timer = undefined;
        if (stale) refresh();
      }, PAUSE);
    };
    const stop = onLiveEvent((event) => {
      if (!event.type.startsWith("lead.")) return;
      if (timer) stale = true;
      else refresh();
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client]);
}
