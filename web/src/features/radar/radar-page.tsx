import { RadioTower } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useIsPhone } from "@/shared/lib/use-media-query";
import { Callout } from "@/shared/ui/callout";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { Page } from "@/shared/ui/page";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { RadarCards } from "./radar-cards";
import { RadarTable } from "./radar-table";
import { useRadar } from "./use-radar";

/** Bars are drawn to at least this share, so that a small one does not look large. */
const LEAST_WIDEST = 0.2;

/** Where bad numbers come from: each ad's share beside its container's norm, and one tap that pauses it. */
export function RadarPage() {
  const { t } = useTranslation("radar");
  const phone = useIsPhone();
  const { data, error, refetch } = useRadar();
  const items = data?.items ?? [];
  const over = items.filter((source) => source.state === "over").length;
  const widest = items.reduce(
    (most, { share, norm }) => Math.max(most, share ?? 0, norm),
    LEAST_WIDEST,
  );
  const List = phone ? RadarCards : RadarTable;
  return (
    <Page
      title={t("title")}
      width="wide"
      {...(over > 0 ? { count: t("over", { count: over }) } : {})}
    >
      {data ? (
        items.length > 0 ? (
          <div className="flex flex-col gap-3">
            <Callout>{t("honest")}</Callout>
            <List items={items} widest={widest} />
            <p className="px-1 text-muted-foreground text-xs">
              {t("how", { days: data.days, newest: data.newest, fewest: data.fewest_bad })}
              {data.more && ` ${t("more")}`}
            </p>
          </div>
        ) : (
          <EmptyState icon={<RadioTower />} title={t("empty.title")} text={t("empty.text")} />
        )
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows />
      )}
    </Page>
  );
}
