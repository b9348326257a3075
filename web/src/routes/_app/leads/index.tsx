import { createFileRoute } from "@tanstack/react-router";
import { LeadListPage } from "@/features/leads/lead-list-page";
import { toLeadSearch } from "@/features/leads/lead-search";
import { loadAreas } from "@/shared/i18n/i18n";

export const Route = createFileRoute("/_app/leads/")({
  validateSearch: toLeadSearch,
  loader: () => loadAreas("leads"),
  component: RoutePage,
});

function RoutePage() {
  return <LeadListPage search={Route.useSearch()} />;
}
