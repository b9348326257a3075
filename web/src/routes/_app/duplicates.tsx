import { createFileRoute } from "@tanstack/react-router";
import { toDuplicateSearch } from "@/features/duplicates/duplicate-search";
import { DuplicatesPage } from "@/features/duplicates/duplicates-page";
import { loadAreas } from "@/shared/i18n/i18n";
import { requirePermission } from "@/shared/session/require-permission";

export const Route = createFileRoute("/_app/duplicates")({
  validateSearch: toDuplicateSearch,
  beforeLoad: ({ context }) => requirePermission(context.me, "lead:assign"),
  loader: () => loadAreas("duplicates", "leads"),
  component: RoutePage,
});

function RoutePage() {
  return <DuplicatesPage search={Route.useSearch()} />;
}
