import { useMutation, useQueryClient } from "@tanstack/react-query";

/** An act on a user: afterwards people, teams and leads are read again. */
export function useUserAct<V, R>(act: (variables: V) => Promise<R>, ownErrors = false) {
  const client = useQueryClient();
  return useMutation({
    meta: { ownErrors },
    mutationFn: act,
    onSuccess: () =>
      Promise.all(
        ["users", "containers", "leads"].map((key) =>
          client.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
}
