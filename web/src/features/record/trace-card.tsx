import { useQuery } from "@tanstack/react-query";
import { Droplet } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatDateTime } from "@/shared/lib/dates";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";
import { ErrorState } from "@/shared/ui/error-state";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { traceQuery } from "./record-queries";

/** Why this lead is whose it is: the decisions in words, with the candidates for who wants to look closer. */
export function TraceCard({ leadId }: { leadId: string }) {
  const { t } = useTranslation("record");
  const { data, error, refetch } = useQuery(traceQuery(leadId));
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
      </CardContent>
    </Card>
  );
}
