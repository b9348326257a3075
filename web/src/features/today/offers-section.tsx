import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { CountDown } from "@/shared/leads/count-down";
import { type OpenOffer, offerAbout, useClaim } from "@/shared/leads/offers";
import { fromToday } from "@/shared/leads/today";
import { formatNumber } from "@/shared/lib/numbers";
import { Button } from "@/shared/ui/button";

/** Leads that go to whoever takes them first, with the time that is left. */
export function OffersSection({ offers }: { offers: readonly OpenOffer[] }) {
  const { t } = useTranslation("today");
  const navigate = useNavigate();
  const claim = useClaim(
    (leadId) =>
      void navigate({ to: "/leads/$leadId", params: { leadId }, search: fromToday(null) }),
  );
  return (
    <section aria-labelledby="today-offers" className="border-b">
      <header className="flex h-10 items-center gap-2 border-b border-border/70 px-4 sm:px-6">
        <span className="size-2 rounded-full bg-primary" aria-hidden />
        <h2 id="today-offers" className="font-semibold text-sm">
          {t("offers.title")}
        </h2>
        <span className="tabular text-muted-foreground text-xs">{formatNumber(offers.length)}</span>
      </header>
      <ul>
        {offers.map((offer) => {
          const about = offerAbout(offer) || t("offers.somebody");
          return (
            <li
              key={offer.id}
              className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-4 border-b border-border/70 px-4 py-2 last:border-b-0 max-sm:py-3 sm:px-6"
            >
              <div className="min-w-0">
                <p className="truncate font-medium text-sm max-sm:text-base">{about}</p>
                <p className="truncate text-muted-foreground text-xs max-sm:text-sm">
                  {offer.container.name}
                </p>
              </div>
              <span className="text-sm">
                <CountDown until={offer.endsAt} label={t("offers.left")} />
              </span>
              <Button
                variant="primary"
                size="sm"
                aria-label={t("offers.take_this", { about })}
                loading={claim.isPending && claim.variables === offer.id}
                onClick={() => claim.mutate(offer.id)}
              >
                {t("offers.take")}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
