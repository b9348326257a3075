import { createFileRoute } from "@tanstack/react-router";
import { ImportPage } from "@/features/imports/import-page";
import { type ImportSearch, TABS, VERDICTS } from "@/features/imports/import-search";
import { loadAreas } from "@/shared/i18n/i18n";
import { requirePermission } from "@/shared/session/require-permission";

export const Route = createFileRoute("/_app/imports/$importId")({
  validateSearch: (search: Record<string, unknown>): ImportSearch => ({
    tab: TABS.find((tab) => tab === search.tab),
    verdict: VERDICTS.find((verdict) => verdict === search.verdict),
  }),
  beforeLoad: ({ context }) => requirePermission(context.me, "import:run"),
  loader: () => loadAreas("imports", "mapping"),
  component: RoutePage,
});

function RoutePage() {
  const { importId } = Route.useParams();
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <ImportPage
      key={importId}
      id={importId}
      search={search}
      onSearchChange={(next) => navigate({ search: next, replace: true })}
    />
  );
}
