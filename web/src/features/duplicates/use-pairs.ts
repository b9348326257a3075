import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Pair } from "@/shared/api/generated/types.gen";
import { useLiveEvent } from "@/shared/live/use-live";
import { useCurrentUnit } from "@/shared/session/unit";
import { pairsQuery } from "./queries";

/** So many pages without a pair are looked through before a person is asked whether to go on. */
const PATIENCE = 10;

/** The pairs to look at in the current unit. Older leads are looked through by itself until some pair is found. */
export function usePairs() {
  const { unitId } = useCurrentUnit();
  const client = useQueryClient();
  const query = useInfiniteQuery(pairsQuery(unitId));
  const pairs = query.data?.pages.flatMap((page) => page.items) ?? [];
  const looked = query.data?.pages.length ?? 0;
  const { hasNextPage, isFetching, fetchNextPage, isError } = query;
  const seeking = pairs.length === 0 && hasNextPage && looked < PATIENCE && !isError;
  useEffect(() => {
    if (seeking && !isFetching) void fetchNextPage();
  }, [seeking, isFetching, fetchNextPage]);
  const read = () => void client.invalidateQueries({ queryKey: ["duplicates", "list"] });
  useLiveEvent("lead.merged", read);
  useLiveEvent("lead.told_apart", read);
  return {
    ...query,
    pairs,
    seeking,
    /** What is decided is out of sight at once; the server is asked again afterwards. */
    forget: (decided: (pair: Pair) => boolean) =>
      client.setQueryData(
        pairsQuery(unitId).queryKey,
        (known) =>
          known && {
            ...known,
            pages: known.pages.map((page) => ({
              ...page,
              items: page.items.filter((pair) => !decided(pair)),
            })),
          },
      ),
    lookedUntil: query.data?.pages.at(-1)?.looked_until ?? null,
  };
}
