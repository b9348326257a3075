import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PipelineColumn } from "@/shared/api/generated/types.gen";
import type { Lead } from "@/shared/leads/lead";
import { Button } from "@/shared/ui/button";
import { useCards } from "./use-pipeline";

/** The cards of a column; more come by the button at its end. */
export function PipelineCards({
  column,
  query,
  card,
  className,
}: {
  column: PipelineColumn;
  query: object;
  card: (lead: Lead, walk: object) => ReactNode;
  className: string;
}) {
  const { t } = useTranslation("pipeline");
  const { t: common } = useTranslation();
  const { leads, walk, hasMore, loading, loadMore } = useCards(column, query);
  return (
    <div className={className}>
      {leads.length === 0 ? (
        <p className="py-6 text-center text-muted-foreground text-xs">{t("none")}</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {leads.map((lead) => (
            <li
              key={lead.id}
              className="[contain-intrinsic-size:auto_5.5rem] [content-visibility:auto]"
            >
              {card(lead, walk)}
            </li>
          ))}
        </ul>
      )}
      {hasMore && (
        <Button
          variant="ghost"
          className="mt-2 w-full max-sm:h-11"
          loading={loading}
          onClick={loadMore}
        >
          {common("actions.load_more")}
        </Button>
      )}
    </div>
  );
}
