import { createFileRoute, redirect } from "@tanstack/react-router";
import { LoginPage } from "@/features/identity/login-page";
import { loadAreas } from "@/shared/i18n/i18n";
import { isOurPath } from "@/shared/lib/our-path";

export const Route = createFileRoute("/login")({
  validateSearch: (search: Record<string, unknown>): { redirect?: string } =>
    isOurPath(search.redirect) ? { redirect: search.redirect } : {},
  beforeLoad: ({ context, search }) => {
    if (context.queryClient.getQueryData(["me"])) throw redirect({ href: search.redirect ?? "/" });
  },
  loader: () => loadAreas("auth"),
  component: LoginRoute,
});

function LoginRoute() {
  return <LoginPage redirectTo={Route.useSearch().redirect ?? "/"} />;
}
