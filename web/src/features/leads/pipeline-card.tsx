import { Link } from "@tanstack/react-router";
import { ArrowRightLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Lead, leadName, leadPlace } from "@/shared/leads/lead";
import { cn } from "@/shared/lib/cn";
import { formatAge, formatMoment } from "@/shared/lib/dates";
import { formatPhone } from "@/shared/lib/phone";
import { useMe } from "@/shared/session/me";
import { Avatar } from "@/shared/ui/avatar";
import { IconButton } from "@/shared/ui/icon-button";
import { toWalk } from "./lead-search";
import { waitWord } from "./wait-word";

/** A lead on the board: who, from where, since when, what comes next, and whose it is. */
export function PipelineCard({
  lead,
  walk,
  now,
  handle,
  lifted = false,
  onMove,
}: {
  lead: Lead;
  /** Where previous and next of the record go. */
  walk: object;
  now: number;
  /** What takes the card by keyboard. */
  handle?: ReactNode;
  /** In the air. */
  lifted?: boolean;
  onMove?: (lead: Lead) => void;
}) {
  const { t } = useTranslation("pipeline");
  const { t: leads } = useTranslation("leads");
  const name = leadName(lead);
  const others = useMe().role !== "agente";
  const agent = lead.agent?.name;
  const next = lead.next_action_at;
  const late = next !== null && Date.parse(next) < now;
  return (
    <div
      className={cn(
        "relative rounded-lg border bg-card px-3 pt-2 pb-2 shadow-xs",
        lifted ? "rotate-1 shadow-pop" : "hover:border-border-strong",
      )}
    >
      <div className="flex items-center gap-2">
        <Link
          to="/leads/$leadId"
          params={{ leadId: lead.id }}
          search={toWalk(walk)}
          draggable={false}
          className="min-w-0 truncate font-medium text-sm underline-offset-4 after:absolute after:inset-0 after:rounded-lg hover:underline max-sm:text-base"
        >
          {name}
        </Link>
        <span className="tabular ml-auto shrink-0 text-muted-foreground text-xs">
          {formatAge(lead.received_at, now)}
        </span>
      </div>
      <p className="truncate text-muted-foreground text-xs max-sm:text-sm">
        {[formatPhone(lead.phone) || lead.email, leadPlace(lead)].filter(Boolean).join(" · ") ||
          lead.source}
      </p>
      <div className="mt-1 flex h-7 items-center gap-1.5 text-muted-foreground text-xs max-sm:h-11">
        {others && (
          <>
            {agent && <Avatar name={agent} size="sm" />}
            <span className="truncate">{agent ?? leads(waitWord(lead))}</span>
          </>
        )}
        {next && (
          <span className={cn("tabular shrink-0", late && "font-medium text-red")}>
            {others && "· "}
            {formatMoment(next, now)}
          </span>
        )}
        <span className="relative z-1 -mr-1.5 ml-auto flex shrink-0">
          {handle}
          {onMove && (
            <IconButton
              label={t("move", { name })}
              className="size-7 max-sm:size-11"
              aria-haspopup="dialog"
              onClick={() => onMove(lead)}
            >
              <ArrowRightLeft aria-hidden />
            </IconButton>
          )}
        </span>
      </div>
    </div>
  );
}
