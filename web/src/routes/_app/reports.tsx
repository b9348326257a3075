import { createFileRoute } from "@tanstack/react-router";
import { toReportSearch } from "@/features/reports/report-search";
import { ReportsPage } from "@/features/reports/reports-page";
import { loadAreas } from "@/shared/i18n/i18n";

export const Route = createFileRoute("/_app/reports")({
  validateSearch: toReportSearch,
  loader: () => loadAreas("reports"),
  component: RoutePage,
});

function RoutePage() {
  return <ReportsPage search={Route.useSearch()} />;
}
