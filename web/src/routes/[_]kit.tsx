import { createFileRoute } from "@tanstack/react-router";
import { KitPage } from "@/features/kit/kit-page";
import { loadAreas } from "@/shared/i18n/i18n";

/** Every component in light and dark, for the eye and for axe. Holds no data, needs no login. */
export const Route = createFileRoute("/_kit")({
  loader: () => loadAreas("kit"),
  component: KitPage,
});
