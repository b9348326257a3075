import { Link } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Lead } from "@/shared/api/generated/types.gen";
import { EsitoPill } from "@/shared/leads/esito-pill";
import { leadName } from "@/shared/leads/lead";
import { formatDateTime } from "@/shared/lib/dates";
import { formatPhone } from "@/shared/lib/phone";

/** One of the two, at the head of its column: whose record it is, and whether it is the one that stays. */
export function LeadHead({
  lead,
  place,
  group,
  stays,
  onStay,
}: {
  lead: Lead;
  place: number;
  /** The name of the two radio buttons. */
  group: string;
  stays: boolean;
  onStay: () => void;
}) {
  const { t } = useTranslation("duplicates");
  const name = leadName(lead);
  const facts = [lead.agent?.name ?? t("nobody"), lead.container?.name].filter(Boolean);
  return (
    <div className="flex min-w-0 flex-col gap-2 rounded-lg border bg-card p-3 has-checked:border-primary">
      <div className="flex items-start gap-2">
        <span className="tabular mt-0.5 text-muted-foreground text-sm sm:hidden" aria-hidden>
          {place}
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-semibold text-base">{name}</h2>
          <p className="tabular truncate text-muted-foreground text-sm">
            {formatPhone(lead.phone) || lead.email}
          </p>
        </div>
        <Link
          to="/leads/$leadId"
          params={{ leadId: lead.id }}
          search={{}}
          aria-label={t("open", { name, place })}
          className="-mt-1 -mr-1 flex size-8 shrink-0 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground max-sm:size-11"
        >
          <ExternalLink className="size-4" aria-hidden />
        </Link>
      </div>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted-foreground text-xs">
        <EsitoPill esito={lead.esito} />
        <span className="min-w-0 truncate">{facts.join(" · ")}</span>
      </p>
      <p className="text-muted-foreground text-xs">
        {t("received", { when: formatDateTime(lead.received_at) })} ·{" "}
        {t("attempts", { count: lead.attempts })}
      </p>
      <label className="mt-auto flex min-h-8 cursor-pointer items-center gap-2 font-medium text-sm max-sm:min-h-11">
        <input
          type="radio"
          name={group}
          checked={stays}
          onChange={onStay}
          aria-label={t("stays_named", { place, name })}
          className="size-4 accent-primary"
        />
        {stays ? t("stays") : t("keep_this")}
      </label>
    </div>
  );
}
