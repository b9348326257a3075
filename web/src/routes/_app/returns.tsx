import { createFileRoute } from "@tanstack/react-router";
import { toReturnSearch } from "@/features/returns/return-search";
import { ReturnsPage } from "@/features/returns/returns-page";
import { loadAreas } from "@/shared/i18n/i18n";
import { requirePermission } from "@/shared/session/require-permission";

export const Route = createFileRoute("/_app/returns")({
  validateSearch: toReturnSearch,
  beforeLoad: ({ context }) => requirePermission(context.me, "lead:assign"),
  loader: () => loadAreas("returns"),
  component: RoutePage,
});

function RoutePage() {
  const navigate = Route.useNavigate();
  return (
    <ReturnsPage
      search={Route.useSearch()}
      onSearchChange={(next) => void navigate({ search: next, replace: true })}
    />
  );
}
