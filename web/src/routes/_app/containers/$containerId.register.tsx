import { createFileRoute } from "@tanstack/react-router";
import { RegisterPage } from "@/features/containers/register-page";
import { loadAreas } from "@/shared/i18n/i18n";

/** For everybody: the server shows it to the agents of the team as well. */
export const Route = createFileRoute("/_app/containers/$containerId/register")({
  loader: () => loadAreas("containers"),
  component: RoutePage,
});

function RoutePage() {
  const { containerId } = Route.useParams();
  return <RegisterPage key={containerId} id={containerId} />;
}
