import { createFileRoute } from "@tanstack/react-router";
import { DashboardPage } from "@/features/dashboard/dashboard-page";
import { toDashboardSearch } from "@/features/dashboard/dashboard-search";
import { loadAreas } from "@/shared/i18n/i18n";

export const Route = createFileRoute("/_app/dashboard")({
  validateSearch: toDashboardSearch,
  loader: () => loadAreas("dashboard"),
  component: RoutePage,
});

function RoutePage() {
  return <DashboardPage search={Route.useSearch()} />;
}
