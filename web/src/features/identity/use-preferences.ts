import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  changePreferences,
  getPreferences,
  type Preferences,
  type PreferencesPatch,
} from "@/shared/api/generated";

const preferencesQuery = queryOptions({
  queryKey: ["notification-preferences"],
  queryFn: ({ signal }) => getPreferences({ signal }),
});

/** One's own choices of notices. A change is seen at once and taken back where the server refuses it. */
export function usePreferences() {
  const client = useQueryClient();
  const query = useQuery(preferencesQuery);
  const change = useMutation({
    mutationKey: ["change-preferences"],
    scope: { id: "change-preferences" },
    mutationFn: (body: PreferencesPatch) => changePreferences({ body }),
    onMutate: (body) => {
      void client.cancelQueries({ queryKey: preferencesQuery.queryKey }, { revert: false });
      client.setQueryData(preferencesQuery.queryKey, (now) => now && merged(now, body));
    },
    onSettled: () => {
      // While another change waits, what is shown is newer than the server's.
      if (client.isMutating({ mutationKey: ["change-preferences"] }) === 1)
        void client.invalidateQueries({ queryKey: preferencesQuery.queryKey });
    },
  });
  return { query, change: change.mutate };
}

function merged(now: Preferences, { kinds, ...more }: PreferencesPatch): Preferences {
  const chosen = new Map(kinds?.map((one) => [one.kind, one]));
  return {
    ...now,
    ...more,
    kinds: now.kinds.map((one) => ({ ...one, ...chosen.get(one.kind) })),
  };
}
