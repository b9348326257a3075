import { infiniteQueryOptions } from "@tanstack/react-query";
import { listFileMappings, listWaysIn, type WayIn } from "@/shared/api/generated";
import type { Tone } from "@/shared/ui/tone";

export const TONES: Record<WayIn["state"], Tone> = {
  flowing: "green",
  never: "gray",
  silent: "amber",
  trouble: "red",
};

export const waysQuery = (unitId: string | null) =>
  infiniteQueryOptions({
    queryKey: ["containers", "ways", unitId],
    queryFn: ({ pageParam, signal }) =>
      listWaysIn({ query: { unit_id: unitId, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const fileMappingsQuery = (unitId: string | null) =>
  infiniteQueryOptions({
    queryKey: ["imports", "mappings", unitId],
    queryFn: ({ pageParam, signal }) =>
      listFileMappings({ query: { unit_id: unitId, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });
