import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Dashboard } from "@/shared/api/generated/types.gen";
import { late } from "@/shared/lib/late";
import { provinceName } from "@/shared/lib/provinces";
import { useMe } from "@/shared/session/me";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";
import { TONE_DOT, toTone } from "@/shared/ui/tone";
import { AgentsCard } from "./agents-card";
import { BarList } from "./bar-list";
import { Definition } from "./definition";
import { Figures, useWait } from "./figures";
import { HeatMap } from "./heat-map";
import { leadsOf } from "./period";
import { ProvinceMap } from "./province-map";
import { YieldCard } from "./yield-card";

const FlowChart = late(() => import("./flow-chart").then((module) => module.FlowChart));

/** All cards of a period. */
export function DashboardCards({ data }: { data: Dashboard }) {
  const { t } = useTranslation("dashboard");
  const manages = useMe().role !== "agente";
  const { figures } = data;
  return (
    <div className="flex flex-col gap-3">
      <Figures data={data} />
      <div className="grid gap-3 lg:grid-cols-5">
        <Titled
          title={t("flow.title")}
          definition={t("flow.definition")}
          className="lg:col-span-3"
          content="h-68"
        >
          <FlowChart data={data} />
        </Titled>
        <SpeedCard data={data} />
      </div>
      <div className="grid gap-3 lg:grid-cols-2">
        <div className="grid content-start gap-3">
          <Titled title={t("funnel.title")} definition={t("funnel.definition")}>
            <BarList
              label={t("funnel.title")}
              of={figures.leads}
              bars={(
                [
                  ["leads", {}],
                  ["contacted", { contacted: true }],
                  ["appointments", { appointment: true }],
                  ["contracts", { won: true }],
                ] as const
              ).map(([name, narrowed]) => ({
                key: name,
                label: t(`column.${name}`),
                leads: figures[name],
                search: leadsOf(data.period, narrowed),
                colour: name === "contracts" ? "bg-green-dot" : "bg-primary",
              }))}
            />
          </Titled>
          <Titled title={t("reasons.title")} definition={t("reasons.definition")}>
            {data.reasons.length > 0 ? (
              <BarList
                label={t("reasons.title")}
                of={data.reasons.reduce((sum, row) => sum + row.leads, 0)}
                bars={data.reasons.slice(0, 8).map(({ reason, leads }) => ({
                  key: reason,
                  label: reason,
                  leads,
                  search: leadsOf(data.period, { reason, won: false }),
                  colour: "bg-red-dot",
                }))}
              />
            ) : (
              <p className="px-2 text-muted-foreground text-sm">{t("reasons.empty")}</p>
            )}
          </Titled>
        </div>
        <Titled title={t("esiti.title")} definition={t("esiti.definition")}>
          <BarList
            label={t("esiti.title")}
            of={figures.leads}
            bars={data.esiti.map(({ esito, colour, leads }) => ({
              key: esito?.id ?? "none",
              label: esito?.name ?? t("esiti.none"),
              leads,
              search: leadsOf(data.period, { esito_id: [esito?.id ?? "none"] }),
              colour: TONE_DOT[toTone(colour)],
            }))}
          />
        </Titled>
      </div>
      <YieldCard data={data} />
      {manages && <AgentsCard data={data} />}
      <div className="grid gap-3 lg:grid-cols-2">
        <div className="grid content-start gap-3">
          <Titled title={t("heat.title")} definition={t("heat.definition")}>
            <HeatMap data={data} />
          </Titled>
          <Titled title={t("map.most")} definition={t("map.definition")}>
            <BarList
              label={t("map.most")}
              of={figures.leads}
              bars={data.provinces.slice(0, 7).map(({ key, leads }) => ({
                key: key ?? "none",
                label: key ? provinceName(key) : t("map.none"),
                leads,
                search: leadsOf(data.period, { province: [key ?? "none"] }),
              }))}
            />
          </Titled>
        </div>
        <Titled title={t("map.title")} definition={t("map.definition")}>
          <ProvinceMap data={data} />
        </Titled>
      </div>
    </div>
  );
}

function SpeedCard({ data }: { data: Dashboard }) {
  const { t } = useTranslation("dashboard");
  const wait = useWait();
  const { median_seconds: median, p90_seconds: p90, leads } = data.figures;
  return (
    <Titled title={t("speed.title")} definition={t("definition.speed")} className="lg:col-span-2">
      <dl className="flex gap-6 px-2 pb-3 text-sm">
        {[["speed.median", median] as const, ["speed.p90", p90] as const].map(([key, value]) => (
          <div key={key}>
            <dt className="text-muted-foreground text-xs">{t(key)}</dt>
            <dd className="tabular font-semibold text-lg">{value === null ? "–" : wait(value)}</dd>
          </div>
        ))}
      </dl>
      <BarList
        label={t("speed.title")}
        of={leads}
        bars={data.speed.map((bucket) => ({
          key: bucket.speed,
          label: t(`speed.${bucket.speed}`),
          leads: bucket.leads,
          search: leadsOf(data.period, { speed: bucket.speed }),
          colour: bucket.speed === "never" ? "bg-gray-dot" : "bg-primary",
        }))}
      />
    </Titled>
  );
}

function Titled({
  title,
  definition,
  className,
  content,
  children,
}: {
  title: string;
  definition: string;
  className?: string;
  content?: string;
  children: ReactNode;
}) {
  return (
    <Card className={`min-w-0 ${className ?? ""}`}>
      <CardHeader
        title={
          <span className="inline-flex items-center gap-1.5">
            {title} <Definition text={definition} />
          </span>
        }
      />
      <CardContent className={content ?? ""}>{children}</CardContent>
    </Card>
  );
}
