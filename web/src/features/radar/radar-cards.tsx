import { useTranslation } from "react-i18next";
import type { RadarSource } from "@/shared/api/generated/types.gen";
import { Card } from "@/shared/ui/card";
import { LeadNumber } from "./lead-number";
import { keyOf } from "./queries";
import { ShareBar } from "./share-bar";
import { SourceActs } from "./source-acts";
import { SourceCost } from "./source-cost";
import { SourceState } from "./source-state";
import { SourceTitle } from "./source-title";
import { WeekTrend } from "./week-trend";

const NUMBER = "inline-flex min-h-11 items-center font-medium text-base";

/** The same for a phone: a card each. */
export function RadarCards({ items, widest }: { items: readonly RadarSource[]; widest: number }) {
  const { t } = useTranslation("radar");
  return (
    <ul aria-label={t("title")} className="flex flex-col gap-3">
      {items.map((source) => (
        <li key={keyOf(source)}>
          <Card className="flex flex-col gap-3 p-4 text-sm">
            <div className="min-w-0">
              <SourceTitle source={source} />
            </div>
            <SourceState source={source} />
            <ShareBar source={source} widest={widest} />
            <dl className="grid grid-cols-4 gap-2 text-muted-foreground text-xs">
              <div>
                <dt>{t("column.worked")}</dt>
                <dd className="text-foreground">
                  <LeadNumber source={source} which="worked" className={NUMBER} />
                </dd>
              </div>
              <div>
                <dt>{t("column.bad")}</dt>
                <dd className="text-foreground">
                  <LeadNumber source={source} which="bad" className={NUMBER} />
                </dd>
              </div>
              <div>
                <dt>{t("column.cost")}</dt>
                <dd className="text-foreground">
                  <SourceCost cost={source.cost} className={NUMBER} />
                </dd>
              </div>
              <div>
                <dt>{t("column.trend")}</dt>
                <dd className="flex min-h-11 items-center">
                  <WeekTrend weeks={source.weeks} widest={widest} />
                </dd>
              </div>
            </dl>
            <SourceActs source={source} wide />
          </Card>
        </li>
      ))}
    </ul>
  );
}
