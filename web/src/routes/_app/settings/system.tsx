import { createFileRoute } from "@tanstack/react-router";
import { SystemPage } from "@/features/system/system-page";
import { loadAreas } from "@/shared/i18n/i18n";
import { requirePermission } from "@/shared/session/require-permission";

export const Route = createFileRoute("/_app/settings/system")({
  beforeLoad: ({ context }) => requirePermission(context.me, "system:read"),
  loader: () => loadAreas("system"),
  component: SystemPage,
});
