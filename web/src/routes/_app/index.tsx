import { createFileRoute, redirect } from "@tanstack/react-router";

/** Home: an agent's day, or the list for those who lead. */
export const Route = createFileRoute("/_app/")({
  beforeLoad: ({ context }) => {
    throw redirect({ to: context.me.role === "agente" ? "/today" : "/leads", replace: true });
  },
});
