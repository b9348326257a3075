import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, Outlet } from "@tanstack/react-router";
import { NotFoundPage } from "@/features/shell/not-found-page";
import { PageCrash } from "@/features/shell/page-crash";

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: () => <NotFoundPage as="main" />,
  errorComponent: (props) => (
    <main>
      <PageCrash {...props} />
    </main>
  ),
});
