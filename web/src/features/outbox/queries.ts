import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { getMail, listMails, type MailBrief } from "@/shared/api/generated";
import type { Tone } from "@/shared/ui/tone";

export type MailState = MailBrief["state"];

export const TONES: Record<MailState, Tone> = {
  queued: "blue",
  sending: "blue",
  kept: "gray",
  sent: "green",
  uncertain: "amber",
  refused: "red",
  failed: "red",
};

export const mailsQuery = (state: MailState | null) =>
  infiniteQueryOptions({
    queryKey: ["outbox", "list", state],
    queryFn: ({ pageParam, signal }) =>
      listMails({ query: { state, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const mailQuery = (id: string) =>
  queryOptions({
    queryKey: ["outbox", "detail", id],
    queryFn: ({ signal }) => getMail({ path: { mail_id: id }, signal }),
  });
