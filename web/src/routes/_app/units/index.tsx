import { createFileRoute } from "@tanstack/react-router";
import { UnitListPage } from "@/features/units/unit-list-page";
import { loadAreas } from "@/shared/i18n/i18n";
import { requirePermission } from "@/shared/session/require-permission";

export const Route = createFileRoute("/_app/units/")({
  beforeLoad: ({ context }) => requirePermission(context.me, "unit:edit"),
  loader: () => loadAreas("units", "calendar"),
  component: UnitListPage,
});
