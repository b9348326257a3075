import { createFileRoute } from "@tanstack/react-router";
import { UnsubscribePage } from "@/features/identity/unsubscribe-page";
import { loadAreas } from "@/shared/i18n/i18n";

export const Route = createFileRoute("/unsubscribe")({
  loader: () => loadAreas("auth"),
  component: UnsubscribePage,
});
