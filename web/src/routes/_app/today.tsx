import { createFileRoute } from "@tanstack/react-router";
import { TodayPage } from "@/features/today/today-page";
import { loadAreas } from "@/shared/i18n/i18n";

export const Route = createFileRoute("/_app/today")({
  validateSearch: (search: Record<string, unknown>): { agent_id?: string } =>
    typeof search.agent_id === "string" ? { agent_id: search.agent_id } : {},
  loader: () => loadAreas("today", "leads"),
  component: RoutePage,
});

function RoutePage() {
  return <TodayPage agentId={Route.useSearch().agent_id ?? null} />;
}
