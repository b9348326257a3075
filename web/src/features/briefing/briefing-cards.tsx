import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Briefing, BriefLead } from "@/shared/api/generated/types.gen";
import { formatAge, formatMoment } from "@/shared/lib/dates";
import { formatNumber } from "@/shared/lib/numbers";
import { Badge } from "@/shared/ui/badge";
import { Part } from "./part";
import { RadarPart } from "./radar-part";

/** What needs whoever leads: each part says when there is nothing to do. */
export function BriefingCards({ data }: { data: Briefing }) {
  const { t } = useTranslation("briefing");
  const { untouched, calls, paused, containers, sources, worth_a_call: worth } = data;
  const sum = (name: "overdue" | "today" | "appointments") =>
    calls.reduce((total, row) => total + row[name], 0);
  return (
    <div className="grid gap-3 lg:grid-cols-2">
      <Part title={t("worth.title")} empty={worth.length === 0 && t("worth.empty")}>
        {worth.map((lead) => (
          <LeadLine key={lead.id} lead={lead} hint={t(`worth.${lead.why}`)}>
            {formatMoment(lead.since)}
          </LeadLine>
        ))}
      </Part>
      <Part
        title={t("untouched.title")}
        count={untouched.total}
        empty={untouched.total === 0 && t("untouched.empty")}
        more={
          untouched.total > 0 && (
            <Link
              to="/leads"
              search={{ unworked: true }}
              className="text-primary-text text-sm underline-offset-4 hover:underline"
            >
              {t("untouched.all")}
            </Link>
          )
        }
      >
        {untouched.leads.slice(0, 5).map((lead) => (
          <LeadLine key={lead.id} lead={lead} hint={lead.agent?.name ?? ""}>
            {formatAge(lead.since, data.at)}
          </LeadLine>
        ))}
      </Part>
      <Part
        title={t("calls.title")}
        count={sum("overdue") + sum("today") + sum("appointments")}
        empty={calls.length === 0 && t("calls.empty")}
      >
        {calls.map((row) => (
          <li key={row.agent.id} className="flex min-h-9 items-center gap-2 px-4 text-sm">
            <Link
              to="/today"
              search={{ agent_id: row.agent.id }}
              className="min-w-0 flex-1 truncate font-medium underline-offset-4 hover:underline"
            >
              {row.agent.name}
            </Link>
            {row.overdue > 0 && (
              <Badge tone="red">{t("calls.overdue", { count: row.overdue })}</Badge>
            )}
            {row.today > 0 && <Badge tone="amber">{t("calls.today", { count: row.today })}</Badge>}
            {row.appointments > 0 && (
              <Badge tone="cyan">{t("calls.appointments", { count: row.appointments })}</Badge>
            )}
          </li>
        ))}
      </Part>
      <Part title={t("containers.title")} empty={containers.length === 0 && t("containers.empty")}>
        {containers.map((row) => (
          <li key={row.container.id} className="flex min-h-11 items-center gap-2 px-4 text-sm">
            <span className="min-w-0 flex-1">
              <Link
                to="/containers/$containerId"
                params={{ containerId: row.container.id }}
                className="block truncate font-medium underline-offset-4 hover:underline"
              >
                {row.container.name}
              </Link>
              <span className="block truncate text-muted-foreground text-xs">
                {row.state === "overflowing" && row.oldest_queued_at
                  ? t("containers.waiting", {
                      count: row.queued,
                      age: formatAge(row.oldest_queued_at, data.at),
                    })
                  : t("containers.few", {
                      count: row.last_day,
                      usual: formatNumber(row.usual_a_day, { maximumFractionDigits: 1 }),
                    })}
              </span>
            </span>
            <Badge tone={row.state === "overflowing" ? "red" : "amber"}>
              {t(`containers.${row.state}`)}
            </Badge>
          </li>
        ))}
      </Part>
      {sources.length > 0 && <RadarPart sources={sources} />}
      <Part title={t("paused.title")} empty={paused.length === 0 && t("paused.empty")}>
        {paused.map((row) => (
          <li key={row.agent.id} className="flex min-h-11 items-center gap-2 px-4 text-sm">
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{row.agent.name}</span>
              <span className="block text-muted-foreground text-xs">
                {row.until
                  ? t("paused.until", { when: formatMoment(row.until) })
                  : t("paused.for_now")}
              </span>
            </span>
            <Link
              to="/leads"
              search={{ agent_id: row.agent.id }}
              className="tabular text-muted-foreground text-sm underline-offset-4 hover:underline"
            >
              {t("paused.open", { count: row.open_leads })}
            </Link>
          </li>
        ))}
      </Part>
    </div>
  );
}

function LeadLine({
  lead,
  hint,
  children,
}: {
  lead: BriefLead;
  hint: string;
  children: ReactNode;
}) {
  const { t } = useTranslation("briefing");
  return (
    <li>
      <Link
        to="/leads/$leadId"
        params={{ leadId: lead.id }}
        className="flex min-h-11 items-center gap-3 px-4 py-1 text-sm hover:bg-muted/60"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{lead.name || t("no_name")}</span>
          <span className="block truncate text-muted-foreground text-xs">{hint}</span>
        </span>
        <span className="tabular shrink-0 text-muted-foreground text-xs">{children}</span>
      </Link>
    </li>
  );
}
