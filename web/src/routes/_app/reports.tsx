import { createFileRoute } from "@tanstack/react-router";
import { ReportsPage } from "@/features/reports/reports-page";
import { loadAreas } from "@/shared/i18n/i18n";

export const Route = createFileRoute("/_app/reports")({
  // The page reads it: every route file is in the entry, so what a page alone needs stays out of it.
  validateSearch: (raw: Record<string, unknown>) => raw,
  loader: () => loadAreas("reports"),
  component: RoutePage,
});

function RoutePage() {
  return <ReportsPage address={Route.useSearch()} />;
}
