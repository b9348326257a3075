import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowUpRight, StickyNote } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Timeline } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { CallButton, WhatsAppButton } from "@/shared/leads/contact-buttons";
import { EsitoPill } from "@/shared/leads/esito-pill";
import { leadName, leadPlace } from "@/shared/leads/lead";
import type { FromToday, TodayLead } from "@/shared/leads/today";
import type { LeadActs } from "@/shared/leads/use-lead-acts";
import { formatMoment } from "@/shared/lib/dates";
import { formatPhone } from "@/shared/lib/phone";
import { Button } from "@/shared/ui/button";
import { Kbd } from "@/shared/ui/kbd";

const RECENT = 20;
const SHOWN_FACTS = 8;

/** The lead to work now: the number in large, what is known, the last Nota, and what to do. */
export function FocusPanel({
  lead,
  walk,
  acts,
}: {
  lead: TodayLead;
  walk: FromToday;
  acts: LeadActs;
}) {
  const { t } = useTranslation("today");
  const { t: leads } = useTranslation("leads");
  const recent = useQuery({
    queryKey: ["leads", "timeline", lead.id, "recent"],
    queryFn: ({ signal }) =>
      http.get<Timeline>(`/api/leads/${lead.id}/timeline`, { limit: RECENT }, signal),
  });
  const nota = recent.data?.items.find((item) => item.text);
  const facts = [...Object.entries(lead.custom), ...Object.entries(lead.answers)].slice(
    0,
    SHOWN_FACTS,
  );
  return (
    <section
      aria-label={t("focus")}
      className="flex flex-col gap-4 rounded-lg border bg-card p-4 sm:p-5"
    >
      <header className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="truncate font-semibold text-lg tracking-[-0.01em]">{leadName(lead)}</h2>
          <p className="truncate text-muted-foreground text-sm">
            {[leadPlace(lead), lead.source, lead.campaign].filter(Boolean).join(" · ")}
          </p>
        </div>
        <Button variant="ghost" size="icon" className="-mt-1 -mr-2" asChild>
          <Link
            to="/leads/$leadId"
            params={{ leadId: lead.id }}
            search={walk}
            aria-label={t("open_record", { name: leadName(lead) })}
          >
            <ArrowUpRight aria-hidden />
          </Link>
        </Button>
      </header>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {lead.phone ? (
          <span className="tabular font-semibold text-2xl tracking-tight">
            {formatPhone(lead.phone)}
          </span>
        ) : (
          <span className="text-muted-foreground text-sm">{lead.email ?? leads("no_phone")}</span>
        )}
        <EsitoPill esito={lead.esito} />
      </div>
      <div className="grid grid-cols-2 gap-2 sm:max-xl:grid-cols-3">
        <CallButton
          lead={lead}
          variant="primary"
          size="lg"
          className="max-sm:col-span-2 xl:col-span-2"
        />
        <WhatsAppButton lead={lead} size="lg" />
        <Button
          size="lg"
          aria-label={leads("esito.of", { name: leadName(lead) })}
          aria-haspopup="dialog"
          onPointerEnter={acts.near}
          onClick={() => acts.esito(lead)}
        >
          {leads("esito.short")}
        </Button>
      </div>
      {(facts.length > 0 || lead.email) && (
        <dl className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-3 gap-y-1.5 border-t pt-4 text-sm max-xl:hidden">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="truncate text-muted-foreground" title={name}>
                {inWords(name)}
              </dt>
              <dd className="break-words">{inWords(String(value ?? ""))}</dd>
            </div>
          ))}
        </dl>
      )}
      {nota && (
        <div className="flex gap-2.5 border-t pt-4 text-sm max-xl:hidden">
          <StickyNote className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
          <div className="min-w-0">
            <p className="line-clamp-4 whitespace-pre-line break-words">{nota.text}</p>
            <p className="mt-1 text-muted-foreground text-xs">
              {[nota.actor?.name, formatMoment(nota.at)].filter(Boolean).join(" · ")}
            </p>
          </div>
        </div>
      )}
      <p className="flex flex-wrap gap-x-3 gap-y-1 border-t pt-3 text-2xs text-muted-foreground max-xl:hidden">
        {(["move", "call", "whatsapp", "esito", "note", "open"] as const).map((key) => (
          <span key={key}>
            {t(`keys.${key}`)
              .split(" ")
              .map((cap) => (
                <Kbd key={cap} className="mr-0.5">
                  {cap}
                </Kbd>
              ))}{" "}
            {t(`keys_do.${key}`)}
          </span>
        ))}
      </p>
    </section>
  );
}

/** "spesa_mensile" → "Spesa mensile": keys and choices as forms spell them. */
function inWords(key: string): string {
  const words = key.replaceAll("_", " ").trim();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
