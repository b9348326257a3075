import { createFileRoute } from "@tanstack/react-router";
import { ProfilePage } from "@/features/identity/profile-page";
import { loadAreas } from "@/shared/i18n/i18n";

export const Route = createFileRoute("/_app/profile")({
  loader: () => loadAreas("profile", "auth"),
  component: ProfilePage,
});
