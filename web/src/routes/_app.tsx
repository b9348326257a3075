import { createFileRoute, redirect } from "@tanstack/react-router";
import { requireMe } from "@/features/identity/require-me";
import { AppShell } from "@/features/shell/app-shell";

/** Everything below needs a login and is drawn inside the shell. */
export const Route = createFileRoute("/_app")({
  beforeLoad: async ({ context, location }) => {
    const me = await requireMe(context.queryClient, location.href);
    if (me.must_change_password) throw redirect({ to: "/password" });
    return { me };
  },
  component: AppShell,
});
