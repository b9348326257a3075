import { MutationCache, QueryClient } from "@tanstack/react-query";
import { notify } from "@/shared/lib/notify";
import { errorSentence, isPermanent } from "./problem";

declare module "@tanstack/react-query" {
  interface Register {
    /** `ownErrors: true` = the caller shows the failure itself (a form), so no toast. */
    mutationMeta: { ownErrors?: boolean };
  }
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 5 * 60_000,
      retry: (count, error) => !isPermanent(error) && count < 2,
      refetchOnWindowFocus: false,
    },
  },
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      if (!mutation.meta?.ownErrors) notify.error(errorSentence(error));
    },
  }),
});
