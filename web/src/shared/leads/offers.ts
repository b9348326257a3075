import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Claimed, Offer, OfferList } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { useNow } from "@/shared/lib/use-now";
import { useLiveEvent, useLiveState } from "@/shared/live/use-live";

/** An offer, and when it ends by the clock of this browser: the server says how long it lasts, not when. */
export interface OpenOffer extends Offer {
  endsAt: number;
}

const MINUTE = 60_000;

const offersQuery = queryOptions({
  queryKey: ["offers"],
  queryFn: async ({ signal }) => {
    const { items } = await http.get<OfferList>("/api/offers", undefined, signal);
    const readAt = Date.now();
    return items.map(
      (offer): OpenOffer => ({ ...offer, endsAt: readAt + offer.seconds_left * 1000 }),
    );
  },
  refetchInterval: MINUTE,
});

/** What can be taken now; news arrives by itself, and what has ended goes by itself. */
export function useOffers(): OpenOffer[] {
  const client = useQueryClient();
  const { data } = useQuery(offersQuery);
  const now = useNow(1000);
  const live = useLiveState();
  const refresh = () => void client.invalidateQueries({ queryKey: offersQuery.queryKey });
  useLiveEvent("offer", refresh);
  // What was offered after the first look and before news began to arrive.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each connection
  useEffect(() => {
    if (live === "connected") refresh();
  }, [live]);
  return data?.filter((offer) => offer.endsAt > now) ?? [];
}

/** Takes an offer; `onTaken` hears whose lead it is now: one's own. Who was too late is told by a toast. */
export function useClaim(onTaken: (leadId: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (offerId: string) => http.post<Claimed>(`/api/offers/${offerId}/claim`),
    onSuccess: ({ lead_id }) => onTaken(lead_id),
    onSettled: () => {
      for (const key of ["offers", "today", "leads"]) {
        void client.invalidateQueries({ queryKey: [key] });
      }
    },
  });
}

/** "M. (MI) · Facebook": all that is shown of somebody before they are one's own. */
export function offerAbout(offer: Offer): string {
  const who = [offer.initial && `${offer.initial}.`, offer.province && `(${offer.province})`];
  return [who.filter(Boolean).join(" "), offer.source].filter(Boolean).join(" · ");
}
