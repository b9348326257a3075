import { createFileRoute } from "@tanstack/react-router";
import { toBoardSearch } from "@/features/leads/lead-search";
import { PipelinePage } from "@/features/leads/pipeline-page";
import { loadAreas } from "@/shared/i18n/i18n";

export const Route = createFileRoute("/_app/pipeline")({
  validateSearch: toBoardSearch,
  loader: () => loadAreas("pipeline", "leads"),
  component: RoutePage,
});

function RoutePage() {
  return <PipelinePage search={Route.useSearch()} />;
}
