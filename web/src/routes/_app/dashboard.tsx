import { createFileRoute } from "@tanstack/react-router";
import { DashboardPage } from "@/features/dashboard/dashboard-page";
import { loadAreas } from "@/shared/i18n/i18n";

export const Route = createFileRoute("/_app/dashboard")({
  // The page reads it: every route file is in the entry, so what a page alone needs stays out of it.
  validateSearch: (raw: Record<string, unknown>) => raw,
  loader: () => loadAreas("dashboard"),
  component: RoutePage,
});

function RoutePage() {
  return <DashboardPage address={Route.useSearch()} />;
}
