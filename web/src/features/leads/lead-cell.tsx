import { Link } from "@tanstack/react-router";
import { Repeat } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EsitoPill } from "@/shared/leads/esito-pill";
import { type Lead, leadName, telLink } from "@/shared/leads/lead";
import { cn } from "@/shared/lib/cn";
import { formatAge, formatDateTime, formatMoment } from "@/shared/lib/dates";
import { formatNumber } from "@/shared/lib/numbers";
import { formatPhone } from "@/shared/lib/phone";
import { Tooltip } from "@/shared/ui/tooltip";
import { type Column, isCustom, keyOf } from "./columns";
import type { Walk } from "./lead-search";
import { waitWord } from "./wait-word";

/** One cell of the list. `now` keeps the ages of all rows in step. */
export function LeadCell({
  column,
  lead,
  now,
  walk,
}: {
  column: Column;
  lead: Lead;
  now: number;
  walk: Walk;
}) {
  const { t } = useTranslation("leads");
  if (isCustom(column)) return <CustomValue value={lead.custom[keyOf(column)]} />;
  switch (column) {
    case "name":
      return (
        <Link
          to="/leads/$leadId"
          params={{ leadId: lead.id }}
          search={walk}
          className={cn(
            "block max-w-52 truncate font-medium underline-offset-4 hover:underline",
            !lead.worked_at && lead.agent && "font-semibold",
          )}
        >
          {leadName(lead)}
        </Link>
      );
    case "phone":
      return lead.phone ? (
        <a href={telLink(lead.phone)} className="tabular underline-offset-4 hover:underline">
          {formatPhone(lead.phone)}
        </a>
      ) : (
        <span className="text-muted-foreground">{lead.email ? t("email_only") : "–"}</span>
      );
    case "esito":
      return <EsitoPill esito={lead.esito} />;
    case "agent":
      if (lead.agent) return <span className="block max-w-32 truncate">{lead.agent.name}</span>;
      return <span className="text-muted-foreground">{t(waitWord(lead))}</span>;
    case "container":
      return <span className="block max-w-36 truncate">{lead.container?.name ?? "–"}</span>;
    case "province":
      return lead.province ?? "–";
    case "source":
      return <span className="block max-w-28 truncate">{lead.source ?? "–"}</span>;
    case "email":
    case "city":
    case "campaign":
      return <span className="block max-w-44 truncate">{lead[column] ?? "–"}</span>;
    case "attempts":
      return <span className="tabular">{lead.attempts}</span>;
    case "assigned_at":
      return (
        <span className="tabular">
          {lead.assigned_at ? formatMoment(lead.assigned_at, now) : "–"}
        </span>
      );
    case "age":
      return (
        <Tooltip
          label={
            lead.submissions > 1
              ? t("asked_again", { when: formatDateTime(lead.last_activity_at) })
              : formatDateTime(lead.received_at)
          }
        >
          <span className="tabular inline-flex items-center gap-1">
            {formatAge(lead.received_at, now)}
            {lead.submissions > 1 && (
              <>
                <Repeat className="size-3 text-primary-text" aria-hidden />
                <span className="sr-only">{t("submissions", { count: lead.submissions })}</span>
              </>
            )}
          </span>
        </Tooltip>
      );
    case "last_contact":
      return (
        <span className="tabular">
          {lead.last_contact_at ? formatMoment(lead.last_contact_at, now) : "–"}
        </span>
      );
    case "next_action": {
      if (!lead.next_action_at) return <span className="text-muted-foreground">–</span>;
      const late = Date.parse(lead.next_action_at) < now;
      return (
        <Tooltip label={t(`next_action.${lead.next_action_kind ?? "call_back"}`)}>
          <span className={cn("tabular", late && "font-medium text-red")}>
            {formatMoment(lead.next_action_at, now)}
          </span>
        </Tooltip>
      );
    }
  }
}

/** The value of a custom field, whatever its type. */
function CustomValue({ value }: { value: unknown }) {
  const { t } = useTranslation("leads");
  const text = (one: unknown) => {
    if (typeof one === "boolean") return t(`filter.${one}`);
    if (typeof one === "number") return formatNumber(one);
    return String(one);
  };
  if (value === null || value === undefined || value === "") return "–";
  const words = Array.isArray(value) ? value.map(text).join(", ") : text(value);
  return <span className="tabular block max-w-44 truncate">{words}</span>;
}
