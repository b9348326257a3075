import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { RehearsedLead } from "@/shared/api/generated";
import { formatDateTime, formatTime } from "@/shared/lib/dates";
import { Badge } from "@/shared/ui/badge";
import { Card, CardHeader } from "@/shared/ui/card";
import { CheckField } from "@/shared/ui/check-field";
import { LoadMore } from "@/shared/ui/load-more";

/** Each lead of the day: who had it, who would have it, and why, in the words of its trace. */
export function RehearsalLeads({
  leads,
  onlyChanged,
  onOnlyChanged,
  hasMore,
  loadingMore,
  onMore,
}: {
  leads: readonly RehearsedLead[];
  onlyChanged: boolean;
  onOnlyChanged: (only: boolean) => void;
  hasMore: boolean;
  loadingMore: boolean;
  onMore: () => void;
}) {
  const { t } = useTranslation("rehearsal");
  return (
    <Card>
      <CardHeader
        title={t("leads")}
        action={
          <CheckField
            label={t("only_changed")}
            checked={onlyChanged}
            onCheckedChange={onOnlyChanged}
          />
        }
      />
      {leads.length === 0 ? (
        <p className="px-4 py-6 text-center text-muted-foreground text-sm">{t("none_changed")}</p>
      ) : (
        <ol className="mt-3 divide-y border-t" aria-label={t("leads")}>
          {leads.map((lead) => (
            <Row key={lead.id} lead={lead} />
          ))}
        </ol>
      )}
      {hasMore && (
        <LoadMore
          shown={leads.length}
          hasMore
          auto={false}
          loading={loadingMore}
          onLoadMore={onMore}
        />
      )}
    </Card>
  );
}

function Row({ lead }: { lead: RehearsedLead }) {
  const { t } = useTranslation("rehearsal");
  const name = lead.name || t("nameless");
  const who = (agent: { name?: string | null } | null) => agent?.name ?? t("queue");
  return (
    <li className="flex items-start gap-3 px-4 py-2 text-sm">
      <time
        dateTime={lead.at}
        data-tooltip={formatDateTime(lead.at)}
        className="tabular w-10 shrink-0 text-muted-foreground text-xs leading-5"
      >
        {formatTime(lead.at)}
      </time>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          {lead.trashed ? (
            <span className="text-muted-foreground">{name}</span>
          ) : (
            <Link
              to="/leads/$leadId"
              params={{ leadId: lead.id }}
              className="font-medium hover:underline"
            >
              {name}
            </Link>
          )}
          {lead.province && <span className="text-muted-foreground text-xs">{lead.province}</span>}
          {lead.kind !== "arrived" && <Badge>{t(`kind.${lead.kind}`)}</Badge>}
          {lead.trashed && <Badge>{t("trashed")}</Badge>}
        </div>
        <p className="flex flex-wrap items-center gap-x-1.5">
          <span className={lead.changed ? "text-muted-foreground line-through" : ""}>
            {who(lead.real.agent)}
          </span>
          {lead.changed && (
            <>
              <ArrowRight className="size-3.5 text-muted-foreground" aria-label={t("becomes")} />
              <span className="font-medium">{who(lead.tried.agent)}</span>
            </>
          )}
        </p>
        <p className="text-muted-foreground text-xs">{lead.tried.text}</p>
      </div>
    </li>
  );
}
