import { createFileRoute } from "@tanstack/react-router";
import { MetaPage } from "@/features/meta/meta-page";
import { type MetaTab, TABS } from "@/features/meta/meta-tabs";
import { loadAreas } from "@/shared/i18n/i18n";
import { requirePermission } from "@/shared/session/require-permission";

export const Route = createFileRoute("/_app/settings/meta")({
  validateSearch: (search: Record<string, unknown>): { tab?: MetaTab } => ({
    tab: TABS.find((tab) => tab === search.tab),
  }),
  beforeLoad: ({ context }) => requirePermission(context.me, "settings:edit"),
  loader: () => loadAreas("meta", "mapping"),
  component: RoutePage,
});

function RoutePage() {
  const { tab } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <MetaPage
      tab={tab}
      onTabChange={(next) => navigate({ search: { tab: next }, replace: true })}
    />
  );
}
