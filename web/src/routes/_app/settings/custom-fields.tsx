import { createFileRoute } from "@tanstack/react-router";
import { CustomFieldsPage } from "@/features/settings/custom-fields-page";
import { loadAreas } from "@/shared/i18n/i18n";
import { requirePermission } from "@/shared/session/require-permission";

export const Route = createFileRoute("/_app/settings/custom-fields")({
  beforeLoad: ({ context }) => requirePermission(context.me, "settings:edit"),
  // The buttons that move a row have their words among the esiti.
  loader: () => loadAreas("custom-fields", "esiti"),
  component: CustomFieldsPage,
});
