import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { formatNumber } from "@/shared/lib/numbers";
import { esitoUsageQuery } from "./queries";

const LOOKED_AFTER_MS = 2_000;

/** What stands for a retired Esito, and how many of its leads are still on their way there. */
export function ReplacedNote({ id, by }: { id: string; by: string }) {
  const { t } = useTranslation("esiti");
  const { data } = useQuery({
    ...esitoUsageQuery(id),
    refetchInterval: ({ state }) => (state.data?.leads === 0 ? false : LOOKED_AFTER_MS),
  });
  const left = data?.leads ?? 0;
  return (
    <p role="status" className="tabular text-muted-foreground text-xs">
      {t("replace.by", { name: by })}
      {left > 0 && ` · ${t("replace.moving", { count: left, shown: formatNumber(left) })}`}
    </p>
  );
}
