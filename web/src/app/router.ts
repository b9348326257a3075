import { createRouter } from "@tanstack/react-router";
import { NotFoundPage } from "@/features/shell/not-found-page";
import { PageCrash } from "@/features/shell/page-crash";
import { onSessionEnd } from "@/shared/api/fetch";
import { queryClient } from "@/shared/api/query-client";
import { routeTree } from "./route-tree.gen";

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultErrorComponent: PageCrash,
  defaultNotFoundComponent: NotFoundPage as never,
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  scrollToTopSelectors: ["[data-page-scroll]"],
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

/** Someone whose session ended meets the login page, and returns here after it. */
onSessionEnd(() => {
  const { pathname, href } = router.state.location;
  if (pathname === "/login") return;
  queryClient.removeQueries({ queryKey: ["me"] });
  void router.navigate({ to: "/login", search: { redirect: href }, replace: true });
});
