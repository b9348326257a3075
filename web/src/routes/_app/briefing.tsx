import { createFileRoute } from "@tanstack/react-router";
import { BriefingPage } from "@/features/briefing/briefing-page";
import { loadAreas } from "@/shared/i18n/i18n";
import { requirePermission } from "@/shared/session/require-permission";

export const Route = createFileRoute("/_app/briefing")({
  beforeLoad: ({ context }) => requirePermission(context.me, "lead:assign"),
  loader: () => loadAreas("briefing"),
  component: BriefingPage,
});
