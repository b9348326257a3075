import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { queryClient } from "@/shared/api/query-client";
import { useApplyTheme } from "@/shared/lib/theme";
import { TooltipHost } from "@/shared/ui/tooltip-host";
import { router } from "./router";

const Toaster = lazy(() =>
  import("@/shared/ui/sonner").then((module) => ({ default: module.Toaster })),
);

export function App() {
  useApplyTheme();
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <TooltipHost />
      <Suspense>
        <Toaster />
      </Suspense>
    </QueryClientProvider>
  );
}
