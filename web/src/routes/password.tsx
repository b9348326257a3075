import { createFileRoute, redirect } from "@tanstack/react-router";
import { ForcedPasswordPage } from "@/features/identity/forced-password-page";
import { requireMe } from "@/features/identity/require-me";
import { loadAreas } from "@/shared/i18n/i18n";

export const Route = createFileRoute("/password")({
  beforeLoad: async ({ context, location }) => {
    const me = await requireMe(context.queryClient, location.href);
    if (!me.must_change_password) throw redirect({ to: "/" });
  },
  loader: () => loadAreas("auth"),
  component: ForcedPasswordPage,
});
