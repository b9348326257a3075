import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Download, Save, TableProperties } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { apiFetch } from "@/shared/api/fetch";
import type { PageSavedReport, ReportResult } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { saveResponse } from "@/shared/api/save-response";
import { late } from "@/shared/lib/late";
import { notify } from "@/shared/lib/notify";
import { can } from "@/shared/session/can";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { Card, CardContent } from "@/shared/ui/card";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { Page } from "@/shared/ui/page";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { Builder } from "./builder";
import { PivotTable } from "./pivot-table";
import { type ReportSearch, toReportSearch } from "./report-search";
import { SaveDialog } from "./save-dialog";
import { SavedReports } from "./saved-reports";
import { fromSpec, toSpec } from "./spec";

const PivotChart = late(() => import("./pivot-chart").then((module) => module.PivotChart));

/** Leads counted by what one asks for: built, kept, drawn, taken away in Excel. */
export function ReportsPage({ address }: { address: Record<string, unknown> }) {
  const search = toReportSearch(address);
  const { t } = useTranslation("reports");
  const navigate = useNavigate();
  const me = useMe();
  const { unitId } = useCurrentUnit();
  const [saving, setSaving] = useState(false);
  const spec = toSpec(search, unitId);
  // The link of a mail names the kept report alone; its address says the rest.
  const named = address.rows === undefined ? search.saved : undefined;
  const { data, error, refetch } = useQuery({
    queryKey: ["reports", "run", spec],
    queryFn: () => http.post<ReportResult>("/api/reports/run", spec),
    placeholderData: keepPreviousData,
    enabled: !named,
  });
  const { data: kept } = useQuery({
    queryKey: ["reports", "list"],
    queryFn: ({ signal }) => http.get<PageSavedReport>("/api/reports", { limit: 200 }, signal),
  });
  const download = useMutation({
    mutationFn: async () =>
      saveResponse(
        await apiFetch("/api/reports/export", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(spec),
        }),
        "report.xlsx",
      ),
    onSuccess: () => notify.success(t("exported")),
  });
  const go = (next: ReportSearch) =>
    void navigate({ to: "/reports", search: { ...next }, replace: true });
  const found = named ? kept?.items.find((one) => one.id === named) : undefined;
  useEffect(() => {
    if (found) {
      const next = fromSpec(found.spec, found.id);
      void navigate({ to: "/reports", search: { ...next }, replace: true });
    }
  }, [found, navigate]);
  return (
    <Page
      title={t("title")}
      width="wide"
      actions={
        <>
          {can(me, "lead:export") && (
            <Button onClick={() => download.mutate()} loading={download.isPending}>
              <Download aria-hidden /> {t("excel")}
            </Button>
          )}
          <Button variant="primary" onClick={() => setSaving(true)}>
            <Save aria-hidden /> {t("save_short")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <SavedReports reports={kept?.items ?? []} current={search.saved} />
        <Builder search={search} onChange={go} />
        {named && kept && !found ? (
          <EmptyState
            icon={<TableProperties />}
            title={t("missing.title")}
            text={t("missing.text")}
          />
        ) : data ? (
          <Result search={search} result={data} />
        ) : error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows />
        )}
      </div>
      {saving && (
        <SaveDialog
          spec={spec}
          onClose={() => setSaving(false)}
          onSaved={(report) => {
            setSaving(false);
            go(fromSpec(report.spec, report.id));
          }}
        />
      )}
    </Page>
  );
}

function Result({ search, result }: { search: ReportSearch; result: ReportResult }) {
  const { t } = useTranslation("reports");
  if (result.rows.length === 0) {
    return (
      <EmptyState icon={<TableProperties />} title={t("empty.title")} text={t("empty.text")} />
    );
  }
  const left = result.rows_left_out + result.columns_left_out;
  return (
    <>
      {search.chart !== "none" && (
        <Card>
          <CardContent>
            <PivotChart search={search} result={result} />
          </CardContent>
        </Card>
      )}
      <PivotTable search={search} result={result} />
      {left > 0 && (
        <p className="text-muted-foreground text-xs">{t("left_out", { count: left })}</p>
      )}
    </>
  );
}
