import { Link } from "@tanstack/react-router";
import { Repeat } from "lucide-react";
import { useTranslation } from "react-i18next";
import { CallButton, WhatsAppButton } from "@/shared/leads/contact-buttons";
import { EsitoPill } from "@/shared/leads/esito-pill";
import { type Lead, leadName, leadPlace } from "@/shared/leads/lead";
import { cn } from "@/shared/lib/cn";
import { formatAge, formatMoment } from "@/shared/lib/dates";
import { formatPhone } from "@/shared/lib/phone";
import { Button } from "@/shared/ui/button";
import { Checkbox } from "@/shared/ui/checkbox";
import type { RowProps } from "./lead-row";
import { waitWord } from "./wait-word";

/** The list under 1024 px. The browser leaves out the cards that are not in sight. */
export function LeadCards({
  leads,
  selectable,
  activeIndex,
  isSelected,
  walk,
  now,
  acts,
  onSelect,
}: Pick<RowProps, "walk" | "now" | "acts" | "onSelect"> & {
  leads: readonly Lead[];
  selectable: boolean;
  activeIndex: number | null;
  isSelected: (id: string) => boolean;
}) {
  const { t } = useTranslation("leads");
  return (
    <ul aria-label={t("title")}>
      {leads.map((lead, index) => {
        const name = leadName(lead);
        const next = lead.next_action_at;
        const about = [lead.source, !selectable && lead.container?.name]
          .filter(Boolean)
          .join(" · ");
        return (
          <li
            key={lead.id}
            data-lead={lead.id}
            aria-current={index === activeIndex ? "true" : undefined}
            className={cn(
              "relative flex items-center gap-3 border-b border-border/70 px-4 py-2.5 [contain-intrinsic-size:auto_6rem] [content-visibility:auto] sm:px-6",
              isSelected(lead.id) && "bg-primary-soft/60",
              index === activeIndex && "bg-muted",
            )}
          >
            {selectable && (
              <Checkbox
                className="z-1"
                checked={isSelected(lead.id)}
                onCheckedChange={(on) => onSelect(lead.id, on)}
                aria-label={t("select_lead", { name })}
              />
            )}
            <div className="min-w-0 flex-1">
              <div className="flex items-center gap-2">
                <Link
                  to="/leads/$leadId"
                  params={{ leadId: lead.id }}
                  search={walk}
                  className="min-w-0 truncate font-medium text-base after:absolute after:inset-0"
                >
                  {name}
                </Link>
                {lead.submissions > 1 && (
                  <Repeat
                    className="size-3.5 shrink-0 text-primary-text"
                    aria-label={t("submissions", { count: lead.submissions })}
                  />
                )}
                <span className="tabular ml-auto shrink-0 text-muted-foreground text-xs">
                  {formatAge(lead.received_at, now)}
                </span>
              </div>
              <p className="truncate text-muted-foreground text-sm">
                {[formatPhone(lead.phone), leadPlace(lead)].filter(Boolean).join(" · ") ||
                  lead.email}
              </p>
              <div className="mt-1 flex items-center gap-2 text-muted-foreground text-xs">
                <EsitoPill esito={lead.esito} className="max-w-40 shrink-0" />
                {next ? (
                  <span
                    className={cn(
                      "tabular truncate",
                      Date.parse(next) < now && "font-medium text-red",
                    )}
                  >
                    {formatMoment(next, now)}
                  </span>
                ) : (
                  <span className="truncate">{about}</span>
                )}
                {selectable && (
                  <span className="ml-auto truncate max-sm:max-w-28">
                    {lead.agent?.name ?? t(waitWord(lead))}
                  </span>
                )}
              </div>
            </div>
            <div className="relative z-1 flex shrink-0 gap-1.5">
              <WhatsAppButton
                lead={lead}
                iconOnly
                variant="ghost"
                size="icon"
                className="max-sm:hidden"
              />
              <Button
                className="max-sm:hidden"
                aria-label={t("esito.of", { name })}
                aria-haspopup="dialog"
                onPointerEnter={acts.near}
                onClick={() => acts.esito(lead)}
              >
                {t("esito.short")}
              </Button>
              <CallButton lead={lead} iconOnly variant="soft" size="icon" />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
