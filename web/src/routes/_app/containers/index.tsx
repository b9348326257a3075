import { createFileRoute } from "@tanstack/react-router";
import { ContainerListPage, type ContainerSearch } from "@/features/containers/container-list-page";
import { loadAreas } from "@/shared/i18n/i18n";
import { requirePermission } from "@/shared/session/require-permission";

export const Route = createFileRoute("/_app/containers/")({
  validateSearch: (search: Record<string, unknown>): ContainerSearch => ({
    q: search.q ? String(search.q) : undefined,
    state: search.state === "on" || search.state === "off" ? search.state : undefined,
  }),
  beforeLoad: ({ context }) => requirePermission(context.me, "container:read"),
  loader: () => loadAreas("containers"),
  component: RoutePage,
});

function RoutePage() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <ContainerListPage
      search={search}
      onSearchChange={(next) => navigate({ search: next, replace: true })}
    />
  );
}
