import { createFileRoute } from "@tanstack/react-router";
import { EsitiPage } from "@/features/settings/esiti-page";
import { loadAreas } from "@/shared/i18n/i18n";
import { requirePermission } from "@/shared/session/require-permission";

export const Route = createFileRoute("/_app/settings/esiti")({
  beforeLoad: ({ context }) => requirePermission(context.me, "settings:edit"),
  loader: () => loadAreas("esiti", "returns"),
  component: EsitiPage,
});
