import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FromToday, Part, TodayLead } from "@/shared/leads/today";
import type { LeadActs } from "@/shared/leads/use-lead-acts";
import { cn } from "@/shared/lib/cn";
import { formatNumber } from "@/shared/lib/numbers";
import { Button } from "@/shared/ui/button";
import { TodayRow } from "./today-row";

/** A late morning's delays must not hide the lead that came in a minute ago. */
const SHOWN = { overdue: 5, now: 8, new: 50, appointments: 50 };
const TONES = {
  overdue: "bg-red-dot",
  now: "bg-amber-dot",
  new: "bg-blue-dot",
  appointments: "bg-cyan-dot",
};

export function TodaySection({
  part,
  leads,
  total,
  readAt,
  selectedId,
  agentId,
  walk,
  acts,
  onSelect,
}: {
  part: Part;
  leads: readonly TodayLead[];
  total: number;
  readAt: number;
  selectedId: string | null;
  /** Whose day, for the link to the whole list. */
  agentId: string;
  walk: FromToday;
  acts: LeadActs;
  onSelect: (lead: TodayLead) => void;
}) {
  const { t } = useTranslation("today");
  const [all, setAll] = useState(false);
  if (leads.length === 0) return null;
  const within = leads.findIndex((lead) => lead.id === selectedId) < SHOWN[part];
  const shown = all || !within ? leads : leads.slice(0, SHOWN[part]);
  const heading = `today-${part}`;
  return (
    <section aria-labelledby={heading} className="border-b last:border-b-0">
      <header className="sticky top-0 z-10 flex h-10 items-center gap-2 border-b border-border/70 bg-background px-4 sm:px-6">
        <span className={cn("size-2 rounded-full", TONES[part])} aria-hidden />
        <h2 id={heading} className="font-semibold text-sm">
          {t(`part.${part}`)}
        </h2>
        <span className="tabular text-muted-foreground text-xs">{formatNumber(total)}</span>
      </header>
      <ul>
        {shown.map((lead) => (
          <TodayRow
            key={lead.id}
            lead={lead}
            part={part}
            readAt={readAt}
            selected={lead.id === selectedId}
            walk={walk}
            acts={acts}
            onSelect={() => onSelect(lead)}
          />
        ))}
      </ul>
      {shown.length < total && (
        <div className="border-t border-border/70 px-4 py-1.5 sm:px-6">
          {shown.length < leads.length ? (
            <Button variant="ghost" size="sm" className="-ml-2.5" onClick={() => setAll(true)}>
              {t("show_all", { count: leads.length })}
            </Button>
          ) : (
            <Button variant="ghost" size="sm" className="-ml-2.5" asChild>
              <Link
                to="/leads"
                search={{
                  agent_id: agentId,
                  ...(part === "overdue" ? { overdue: true } : {}),
                  ...(part === "new" ? { unworked: true } : {}),
                }}
              >
                {t("in_list", { count: total })}
              </Link>
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
