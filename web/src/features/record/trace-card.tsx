import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Droplet } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Lead } from "@/shared/leads/lead";
import { formatDateTime } from "@/shared/lib/dates";
import { useMe } from "@/shared/session/me";
import { Button } from "@/shared/ui/button";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";
import { ErrorState } from "@/shared/ui/error-state";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { teamsQuery, traceQuery } from "./record-queries";

/** Why this lead is whose it is: the decisions in words, with the candidates for who wants to look closer. */
export function TraceCard({ lead }: { lead: Lead }) {
  const { t } = useTranslation("record");
  const agente = useMe().role === "agente";
  const { data, error, refetch } = useQuery(traceQuery(lead.id));
  const teams = useQuery({ ...teamsQuery, enabled: agente });
  const container = lead.container;
  const register = container && (!agente || teams.data?.has(container.id));
  return (
    <Card>
      <CardHeader title={t("trace")} text={t("trace_text")} />
      <CardContent>
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : data ? (
          <ol className="flex flex-col gap-3 text-sm">
            {data.items.map((decision) => (
              <li key={decision.id} className="flex gap-2.5">
                <Droplet className="mt-0.5 size-4 shrink-0 text-primary-text" aria-hidden />
                <div className="min-w-0">
                  <p className="break-words">{decision.text}</p>
                  <p className="tabular mt-0.5 text-muted-foreground text-xs">
                    {t("turn", { turn: decision.turn, when: formatDateTime(decision.at) })}
                  </p>
                </div>
              </li>
            ))}
            {data.items.length === 0 && (
              <li className="text-muted-foreground">{t("trace_empty")}</li>
            )}
          </ol>
        ) : (
          <SkeletonRows />
        )}
        {register && (
          <Button variant="link" size="sm" className="mt-3" asChild>
            <Link to="/containers/$containerId/register" params={{ containerId: container.id }}>
              {t("register", { name: container.name })}
            </Link>
          </Button>
        )}
      </CardContent>
    </Card>
  );
}
