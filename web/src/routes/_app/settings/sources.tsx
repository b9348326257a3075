import { createFileRoute } from "@tanstack/react-router";
import { SourcesPage } from "@/features/sources/sources-page";
import { type SourcesTab, TABS } from "@/features/sources/sources-tabs";
import { loadAreas } from "@/shared/i18n/i18n";
import { requirePermission } from "@/shared/session/require-permission";

export const Route = createFileRoute("/_app/settings/sources")({
  validateSearch: (search: Record<string, unknown>): { tab?: SourcesTab } => ({
    tab: TABS.find((tab) => tab === search.tab),
  }),
  beforeLoad: ({ context }) => requirePermission(context.me, "import:run"),
  loader: () => loadAreas("sources", "mapping"),
  component: RoutePage,
});

function RoutePage() {
  const { tab } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <SourcesPage
      tab={tab ?? "ways"}
      onTabChange={(next) =>
        navigate({ search: { tab: next === "ways" ? undefined : next }, replace: true })
      }
    />
  );
}
