import { useTranslation } from "react-i18next";
import type { AgentDay, RehearsedAgent } from "@/shared/api/generated";
import { cn } from "@/shared/lib/cn";
import { formatNumber, formatPercent } from "@/shared/lib/numbers";
import { Avatar } from "@/shared/ui/avatar";
import { Badge } from "@/shared/ui/badge";
import { Card, CardHeader } from "@/shared/ui/card";

/** Each agent: how it went above, how it would go below, on one scale. */
export function RehearsalAgents({ agents }: { agents: readonly RehearsedAgent[] }) {
  const { t } = useTranslation("rehearsal");
  const top = Math.max(1, ...agents.flatMap(({ real, tried }) => [real.leads, tried.leads]));
  return (
    <Card>
      <CardHeader title={t("agents")} text={t("agents_text")} />
      <ul className="mt-3 divide-y border-t" aria-label={t("agents")}>
        {agents.map((row) => {
          const name = row.agent.name ?? "—";
          const more = row.tried.leads - row.real.leads;
          return (
            <li key={row.agent.id} className="px-4 py-2.5">
              <div className="flex items-center gap-2 text-sm">
                <Avatar name={name} size="sm" />
                <span className="min-w-0 truncate font-medium">{name}</span>
                {!row.in_team && <Badge>{t("not_in_team")}</Badge>}
                {more !== 0 && (
                  <Badge tone={more > 0 ? "green" : "amber"} className="tabular ml-auto">
                    {more > 0 ? `+${formatNumber(more)}` : formatNumber(more)}
                  </Badge>
                )}
              </div>
              <Bar title={t("real")} day={row.real} top={top} className="bg-muted-foreground/50" />
              <Bar title={t("tried")} day={row.tried} top={top} className="bg-primary" />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function Bar({
  title,
  day,
  top,
  className,
}: {
  title: string;
  day: AgentDay;
  top: number;
  className: string;
}) {
  const { t } = useTranslation("rehearsal");
  return (
    <div className="mt-1.5 grid grid-cols-[7.5rem_minmax(0,1fr)_auto] items-center gap-2 text-xs">
      <span className="truncate text-muted-foreground">{title}</span>
      <div className="h-1.5 rounded-full bg-muted" aria-hidden>
        <div
          className={cn("h-full rounded-full", className)}
          style={{ width: `${(day.leads / top) * 100}%` }}
        />
      </div>
      <span className="tabular min-w-28 text-right">
        {t("agent_day", {
          count: day.leads,
          shown: formatNumber(day.leads),
          share: formatPercent(day.share),
        })}
        {day.household > 0 && (
          <span className="block text-muted-foreground">
            {t("household", { shown: formatNumber(day.household) })}
          </span>
        )}
      </span>
    </div>
  );
}
