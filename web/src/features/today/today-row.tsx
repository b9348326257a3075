import { Link } from "@tanstack/react-router";
import { Repeat } from "lucide-react";
import { useTranslation } from "react-i18next";
import { CallButton, WhatsAppButton } from "@/shared/leads/contact-buttons";
import { EsitoPill } from "@/shared/leads/esito-pill";
import { leadName, leadPlace } from "@/shared/leads/lead";
import type { FromToday, Part, TodayLead } from "@/shared/leads/today";
import type { LeadActs } from "@/shared/leads/use-lead-acts";
import { cn } from "@/shared/lib/cn";
import { Button } from "@/shared/ui/button";
import { Tooltip } from "@/shared/ui/tooltip";
import { DueTime } from "./due-time";

/** One lead of the day: when, who, from where, and the three things to do with it. */
export function TodayRow({
  lead,
  part,
  readAt,
  selected,
  walk,
  acts,
  onSelect,
}: {
  lead: TodayLead;
  part: Part;
  readAt: number;
  selected: boolean;
  walk: FromToday;
  acts: LeadActs;
  onSelect: () => void;
}) {
  const { t } = useTranslation("leads");
  const about = [leadPlace(lead), lead.source, lead.container?.name].filter(Boolean).join(" · ");
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard walks with j and k, and through the link
    <li
      data-lead={lead.id}
      aria-current={selected ? "true" : undefined}
      onClick={onSelect}
      className={cn(
        "group/row relative grid items-center gap-x-4 border-b border-border/70 px-4 py-2 last:border-b-0 sm:grid-cols-[5rem_minmax(0,1fr)_auto_auto] sm:px-6",
        "max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-y-2.5 max-sm:py-3",
        selected
          ? "bg-primary-soft/50 before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-primary max-sm:bg-transparent max-sm:before:hidden"
          : "hover:bg-muted/50",
      )}
    >
      <div className="text-sm max-sm:order-2 max-sm:justify-self-end">
        <DueTime lead={lead} part={part} readAt={readAt} />
      </div>
      <div className="min-w-0 max-sm:order-1">
        <div className="flex items-center gap-2">
          <Link
            to="/leads/$leadId"
            params={{ leadId: lead.id }}
            search={walk}
            className="truncate font-medium text-sm underline-offset-4 hover:underline max-sm:text-base"
          >
            {leadName(lead)}
          </Link>
          {lead.submissions > 1 && part === "new" && (
            <Tooltip label={t("submissions", { count: lead.submissions })}>
              <span className="flex items-center text-primary-text">
                <Repeat className="size-3.5" aria-hidden />
                <span className="sr-only">{t("submissions", { count: lead.submissions })}</span>
              </span>
            </Tooltip>
          )}
        </div>
        <p className="truncate text-muted-foreground text-xs max-sm:text-sm">{about}</p>
      </div>
      <div className="flex items-center gap-2 justify-self-end text-muted-foreground text-xs max-sm:order-3 max-sm:hidden">
        {lead.attempts > 0 && (
          <Tooltip label={t("attempts", { count: lead.attempts })}>
            <span className="tabular">
              {lead.attempts}×<span className="sr-only"> {t("attempts_word")}</span>
            </span>
          </Tooltip>
        )}
        <EsitoPill esito={lead.esito} className="max-w-44" />
      </div>
      <div className="flex items-center gap-1.5 max-sm:order-4 max-sm:col-span-2">
        <CallButton lead={lead} variant="soft" size="sm" className="max-sm:order-1 max-sm:flex-1" />
        <WhatsAppButton
          lead={lead}
          iconOnly
          variant="ghost"
          size="icon-sm"
          className="max-sm:order-2 max-sm:border"
        />
        <Button
          size="sm"
          className="max-sm:order-3 max-sm:flex-1"
          aria-label={t("esito.of", { name: leadName(lead) })}
          aria-haspopup="dialog"
          onPointerEnter={acts.near}
          onFocus={acts.near}
          onClick={(event) => {
            event.stopPropagation();
            acts.esito(lead);
          }}
        >
          {t("esito.short")}
        </Button>
      </div>
    </li>
  );
}
