import { createFileRoute } from "@tanstack/react-router";
import { ContainerPage } from "@/features/containers/container-page";
import { type ContainerTab, TABS } from "@/features/containers/container-tabs";
import { loadAreas } from "@/shared/i18n/i18n";
import { requirePermission } from "@/shared/session/require-permission";

export const Route = createFileRoute("/_app/containers/$containerId/")({
  validateSearch: (search: Record<string, unknown>): { tab?: ContainerTab } => ({
    tab: TABS.find((tab) => tab === search.tab),
  }),
  beforeLoad: ({ context }) => requirePermission(context.me, "container:read"),
  loader: () => loadAreas("containers", "mapping", "returns"),
  component: RoutePage,
});

function RoutePage() {
  const { containerId } = Route.useParams();
  const { tab } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <ContainerPage
      key={containerId}
      id={containerId}
      tab={tab ?? "team"}
      onTabChange={(next) =>
        navigate({ search: { tab: next === "team" ? undefined : next }, replace: true })
      }
    />
  );
}
