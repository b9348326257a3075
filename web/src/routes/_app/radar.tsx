import { createFileRoute } from "@tanstack/react-router";
import { RadarPage } from "@/features/radar/radar-page";
import { loadAreas } from "@/shared/i18n/i18n";
import { requirePermission } from "@/shared/session/require-permission";

export const Route = createFileRoute("/_app/radar")({
  beforeLoad: ({ context }) => requirePermission(context.me, "lead:assign"),
  loader: () => loadAreas("radar"),
  component: RadarPage,
});
