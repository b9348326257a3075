import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changeEsito, type Esito } from "@/shared/api/generated";
import { type Placed, placesAfterMove } from "./order";
import { allEsitiQuery } from "./queries";

/** Moves an Esito among those that the person may change; shown at once, put back if refused. */
export function useEsitoOrder(unitId: string | null, movable: readonly Esito[]) {
  const client = useQueryClient();
  const { queryKey } = allEsitiQuery(unitId);
  const save = useMutation({
    mutationKey: ["esiti-order"],
    scope: { id: "esiti-order" },
    mutationFn: async (changes: Placed[]) => {
      for (const { id, position } of changes)
        await changeEsito({ path: { esito_id: id }, body: { position } });
    },
    onMutate: (changes) => {
      const places = new Map(changes.map(({ id, position }) => [id, position]));
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
      if (client.isMutating({ mutationKey: ["esiti-order"] }) === 1)
        return client.invalidateQueries({ queryKey: ["esiti"] });
    },
  });
  return (esito: Esito, step: -1 | 1) => {
    const from = movable.indexOf(esito);
    const changes = placesAfterMove(movable, from, from + step);
    if (changes.length > 0) save.mutate(changes);
  };
}
