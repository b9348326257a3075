import { Mail } from "lucide-react";
import { useTranslation } from "react-i18next";
import { CallButton, WhatsAppButton } from "@/shared/leads/contact-buttons";
import { EsitoPill } from "@/shared/leads/esito-pill";
import { type Lead, leadName, leadPlace } from "@/shared/leads/lead";
import type { LeadActs } from "@/shared/leads/use-lead-acts";
import { formatAge } from "@/shared/lib/dates";
import { formatPhone } from "@/shared/lib/phone";
import { Button } from "@/shared/ui/button";
import { Callout } from "@/shared/ui/callout";
import { CopyButton } from "@/shared/ui/copy-button";

/** Phone and Esito are always in sight, with the ways to reach the person. */
export function RecordHeader({ lead, acts }: { lead: Lead; acts: LeadActs }) {
  const { t } = useTranslation("record");
  const { t: words } = useTranslation("leads");
  const where = [leadPlace(lead), lead.source, lead.campaign].filter(Boolean).join(" · ");
  return (
    <div className="sticky top-0 z-10 border-b bg-background/95 px-4 py-3 backdrop-blur sm:px-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {lead.phone ? (
          <span className="flex items-center gap-1">
            <span className="tabular font-semibold text-xl tracking-tight">
              {formatPhone(lead.phone)}
            </span>
            <CopyButton iconOnly variant="ghost" text={lead.phone} label={t("copy_phone")} />
          </span>
        ) : (
          <span className="text-muted-foreground text-sm">{lead.email ?? words("no_phone")}</span>
        )}
        <EsitoPill esito={lead.esito} />
        <span className="text-muted-foreground text-sm">
          {[where, t("age", { age: formatAge(lead.received_at) })].filter(Boolean).join(" · ")}
        </span>
        <div className="ml-auto flex items-center gap-2 max-sm:hidden">
          <CallButton lead={lead} variant="secondary" />
          <WhatsAppButton lead={lead} variant="secondary" />
          <MailButton lead={lead} />
          <Button
            variant="primary"
            aria-haspopup="dialog"
            aria-label={words("esito.of", { name: leadName(lead) })}
            onPointerEnter={acts.near}
            onClick={() => acts.esito(lead)}
          >
            {words("esito.short")}
          </Button>
        </div>
      </div>
      {lead.deleted_at && (
        <Callout kind="warning" className="mt-3">
          {t("in_trash")}
        </Callout>
      )}
      {lead.esito?.do_not_contact && (
        <Callout kind="error" className="mt-3">
          {t("do_not_contact")}
        </Callout>
      )}
    </div>
  );
}

function MailButton({ lead }: { lead: Lead }) {
  const { t } = useTranslation("record");
  if (!lead.email) return null;
  return (
    <Button variant="secondary" asChild>
      <a href={`mailto:${lead.email}`}>
        <Mail aria-hidden />
        {t("mail")}
      </a>
    </Button>
  );
}

/** The same acts under the thumb. */
export function ActionBar({ lead, acts }: { lead: Lead; acts: LeadActs }) {
  const { t } = useTranslation("leads");
  return (
    <div
      data-action-bar
      className="fixed inset-x-0 bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-10 flex gap-2 border-t bg-background px-4 py-2 sm:hidden"
    >
      <CallButton lead={lead} variant="secondary" size="lg" className="flex-1" />
      <WhatsAppButton lead={lead} variant="secondary" size="lg" className="flex-1" />
      <Button
        variant="primary"
        size="lg"
        className="flex-1"
        aria-haspopup="dialog"
        onClick={() => acts.esito(lead)}
      >
        {t("esito.short")}
      </Button>
    </div>
  );
}
