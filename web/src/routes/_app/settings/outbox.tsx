import { createFileRoute } from "@tanstack/react-router";
import { OutboxPage } from "@/features/outbox/outbox-page";
import { loadAreas } from "@/shared/i18n/i18n";
import { requirePermission } from "@/shared/session/require-permission";

export const Route = createFileRoute("/_app/settings/outbox")({
  beforeLoad: ({ context }) => requirePermission(context.me, "outbox:read"),
  loader: () => loadAreas("outbox"),
  component: OutboxPage,
});
