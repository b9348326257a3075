import { createFileRoute } from "@tanstack/react-router";
import { ImportListPage } from "@/features/imports/import-list-page";
import { loadAreas } from "@/shared/i18n/i18n";
import { requirePermission } from "@/shared/session/require-permission";

export const Route = createFileRoute("/_app/imports/")({
  beforeLoad: ({ context }) => requirePermission(context.me, "import:run"),
  loader: () => loadAreas("imports"),
  component: ImportListPage,
});
