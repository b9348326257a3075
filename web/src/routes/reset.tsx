import { createFileRoute } from "@tanstack/react-router";
import { ResetPage } from "@/features/identity/reset-page";
import { loadAreas } from "@/shared/i18n/i18n";

export const Route = createFileRoute("/reset")({
  loader: () => loadAreas("auth"),
  component: ResetPage,
});
