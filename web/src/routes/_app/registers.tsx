import { createFileRoute } from "@tanstack/react-router";
import { RegisterListPage } from "@/features/containers/register-list-page";
import { loadAreas } from "@/shared/i18n/i18n";

export const Route = createFileRoute("/_app/registers")({
  loader: () => loadAreas("containers"),
  component: RegisterListPage,
});
