import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useState } from "react";
import type { LeadPage, Pipeline, PipelineColumn } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { errorSentence } from "@/shared/api/problem";
import { useSetEsito } from "@/shared/leads/esito-acts";
import type { Esito, Lead } from "@/shared/leads/lead";
import { notify } from "@/shared/lib/notify";
import { useCurrentUnit } from "@/shared/session/unit";
import type { LeadSearch } from "./lead-search";
import { arranged, columnId, type Move } from "./pipeline-columns";

const FIRST = 20;
const MORE = 50;
const SORT = "-received_at";

/** The leads of a filter by their Esito, and their moves from one to another. */
export function usePipeline(search: LeadSearch) {
  const { unitId } = useCurrentUnit();
  const client = useQueryClient();
  const query = { ...search, unit_id: unitId };
  const board = useQuery({
    queryKey: ["leads", "pipeline", query],
    queryFn: ({ signal }) =>
      http.get<Pipeline>("/api/leads/pipeline", { ...query, limit: FIRST }, signal),
    placeholderData: keepPreviousData,
  });
  const [moves, setMoves] = useState<ReadonlyMap<string, Move>>(new Map());
  const [asking, setAsking] = useState<{ lead: Lead; esito: Esito } | null>(null);
  const save = useSetEsito(() => undefined);
  const settle = (lead: Lead) =>
    setMoves((before) => new Map([...before].filter(([id]) => id !== lead.id)));
  const read = () => client.invalidateQueries({ queryKey: ["leads", "pipeline"] });
  return {
    query,
    board,
    columns: arranged(board.data?.columns ?? [], moves),
    /** What the Esito of the last move asks for, while it is asked. */
    asking,
    /** Gives a lead an Esito; where that asks for something, when it has been said. */
    move: async (lead: Lead, esito: Esito) => {
      if (lead.esito?.id === esito.id) return;
      setMoves((before) => new Map(before).set(lead.id, { lead, to: esito.id }));
      if (esito.asks.length > 0) return setAsking({ lead, esito });
      try {
        await save.mutateAsync({ leadId: lead.id, said: { esito_id: esito.id } });
        await read();
      } catch (error) {
        notify.error(errorSentence(error));
      } finally {
        settle(lead);
      }
    },
    /** It was said: the board is read again before the card is let go. */
    said: async (lead: Lead) => {
      const to = lead.esito?.id;
      if (to) setMoves((before) => new Map(before).set(lead.id, { lead, to }));
      await read();
      settle(lead);
    },
    /** The question was answered or left. */
    close: () => {
      if (asking) settle(asking.lead);
      setAsking(null);
    },
  };
}

/** The cards of a column: the first ones, or, once more are wanted, the list of its Esito page by page. */
export function useCards(column: PipelineColumn, query: object) {
  const [wanted, setWanted] = useState(false);
  const all = { ...query, esito_id: [columnId(column)], sort: SORT };
  const more = useInfiniteQuery({
    queryKey: ["leads", "list", "pipeline", all],
    queryFn: ({ pageParam, signal }) =>
      http.get<LeadPage>("/api/leads", { ...all, limit: MORE, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    enabled: wanted,
  });
  const listed = wanted ? more.data?.pages.flatMap((page) => page.items) : undefined;
  const first = new Set(column.items.map(({ id }) => id));
  return {
    /** For the record: previous and next walk this column. */
    walk: { ...all, from: "pipeline" },
    leads: listed
      ? [
          ...column.items,
          ...listed.filter(
            ({ id, esito }) => !first.has(id) && (esito?.id ?? "none") === columnId(column),
          ),
        ]
      : column.items,
    hasMore: wanted ? more.hasNextPage || !more.data : column.next_cursor !== null,
    loading: wanted && (more.isFetchingNextPage || more.isLoading),
    loadMore: () => (wanted ? void more.fetchNextPage() : setWanted(true)),
  };
}
