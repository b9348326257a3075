import { useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { toast } from "sonner";
import { CountDown } from "@/shared/leads/count-down";
import { type OpenOffer, offerAbout, useClaim, useOffers } from "@/shared/leads/offers";
import { setNavBadge } from "@/shared/live/nav-badges";

const MOST_TOASTS = 3;
const nameOf = (offer: OpenOffer) => `offer-${offer.id}`;

/** Leads that go to whoever takes them first: told on every page but Oggi, which lists them. */
export function OfferNotice({
  onOpen,
  fresh,
}: {
  onOpen: (href: string) => void;
  /** New leads that are the agent's already: counted with the offers in the navigation. */
  fresh: number;
}) {
  const { t } = useTranslation("shell");
  const offers = useOffers();
  const shown = useRef(new Set<string>());
  const onToday = useRouterState({ select: (state) => state.location.pathname === "/today" });
  const { mutate } = useClaim((leadId) => onOpen(`/leads/${leadId}`));
  useEffect(() => setNavBadge("today", fresh + offers.length), [fresh, offers.length]);
  useEffect(() => {
    const wanted = onToday ? [] : offers.slice(0, MOST_TOASTS);
    const names = new Set(wanted.map(nameOf));
    for (const name of shown.current) {
      if (names.has(name)) continue;
      toast.dismiss(name);
      shown.current.delete(name);
    }
    for (const offer of wanted) {
      if (shown.current.has(nameOf(offer))) continue;
      shown.current.add(nameOf(offer));
      toast.info(t("offer.title"), {
        id: nameOf(offer),
        duration: Number.POSITIVE_INFINITY,
        description: (
          <>
            {offerAbout(offer) || offer.container.name} ·{" "}
            <CountDown until={offer.endsAt} label={t("offer.left")} />
          </>
        ),
        action: { label: t("offer.take"), onClick: () => mutate(offer.id) },
      });
    }
  }, [offers, onToday, t, mutate]);
  return null;
}
