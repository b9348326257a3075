import { createFileRoute } from "@tanstack/react-router";
import { ForgottenPage } from "@/features/identity/forgotten-page";
import { loadAreas } from "@/shared/i18n/i18n";

export const Route = createFileRoute("/forgotten")({
  loader: () => loadAreas("auth"),
  component: ForgottenPage,
});
