import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Pair } from "@/shared/api/generated/types.gen";
import { leadName } from "@/shared/leads/lead";
import { cn } from "@/shared/lib/cn";
import { formatDate } from "@/shared/lib/dates";

/** The pairs to look at, each with why. */
export function PairList({ pairs, open }: { pairs: readonly Pair[]; open: string | null }) {
  const { t } = useTranslation("duplicates");
  return (
    <ol className="-ml-3 flex flex-col gap-0.5">
      {pairs.map((pair) => {
        const { newer, older, reasons } = pair;
        const here = open === keyOf(pair);
        return (
          <li key={keyOf(pair)}>
            <Link
              to="/duplicates"
              search={{ lead: older.id, other: newer.id }}
              aria-current={here ? "true" : undefined}
              className={cn(
                "block rounded-md px-3 py-2 hover:bg-accent max-sm:min-h-11",
                here && "bg-accent",
              )}
            >
              <span className="block truncate font-medium text-sm">
                {leadName(older)} <span className="text-muted-foreground">·</span> {leadName(newer)}
              </span>
              <span className="block truncate text-muted-foreground text-xs">
                {reasons.map((reason) => t(`reason.${reason}`)).join(", ")} ·{" "}
                {formatDate(newer.received_at)}
              </span>
            </Link>
          </li>
        );
      })}
    </ol>
  );
}

export const keyOf = ({ newer, older }: Pair) => [newer.id, older.id].sort().join(" ");
