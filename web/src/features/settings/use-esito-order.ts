import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { type Esito, putOrderOfEsiti } from "@/shared/api/generated";
import { afterMove, placesIn } from "./order";
import { allEsitiQuery } from "./queries";

/** Moves an Esito among those that the person may change; shown at once, put back if refused. */
export function useEsitoOrder(unitId: string | null, movable: readonly Esito[]) {
  const client = useQueryClient();
  const { queryKey } = allEsitiQuery(unitId);
  /** The order that is on its way: the next move starts from it, whatever is read meanwhile. */
  const wanted = useRef<readonly Esito[]>(null);
  const save = useMutation({
    mutationKey: ["esiti-order"],
    scope: { id: "esiti-order" },
    mutationFn: (order: readonly Esito[]) => putOrderOfEsiti({ body: order.map(({ id }) => id) }),
    onMutate: async (order) => {
      await client.cancelQueries({ queryKey });
      const places = placesIn(order);
      client.setQueryData(queryKey, (page) =>
        page
          ? {
              ...page,
              items: page.items
                .map((esito) => ({ ...esito, position: places.get(esito.id) ?? esito.position }))
                .sort((a, b) => a.position - b.position),
            }
          : page,
      );
    },
    onSettled: () => {
      // While another move waits, the list shown is newer than the server's.
      if (client.isMutating({ mutationKey: ["esiti-order"] }) > 1) return;
      wanted.current = null;
      return client.invalidateQueries({ queryKey: ["esiti"] });
    },
  });
  return (esito: Esito, step: -1 | 1) => {
    const now = wanted.current ?? movable;
    const next = afterMove(now, esito.id, step);
    if (next === now) return;
    wanted.current = next;
    save.mutate(next);
  };
}
