import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ImportSummary } from "@/shared/api/generated";
import { formatMoment } from "@/shared/lib/dates";
import { formatNumber } from "@/shared/lib/numbers";
import { VERDICTS } from "./import-search";
import { ProblemLine } from "./problem-line";
import { StateBadge } from "./state-badge";

/** The list on a phone. */
export function ImportCards({ imports }: { imports: readonly ImportSummary[] }) {
  const { t } = useTranslation("imports");
  return (
    <ul className="divide-y">
      {imports.map((one) => (
        <li key={one.id} className="relative px-4 py-3">
          <div className="flex items-start gap-3">
            <Link
              to="/imports/$importId"
              params={{ importId: one.id }}
              className="min-w-0 flex-1 truncate font-medium text-base after:absolute after:inset-0"
            >
              {one.filename}
            </Link>
            <StateBadge of={one} />
          </div>
          <p className="mt-0.5 flex justify-between gap-3 text-muted-foreground text-sm">
            <span className="truncate">{one.container.name}</span>
            <time dateTime={one.created_at} className="tabular shrink-0">
              {formatMoment(one.created_at)}
            </time>
          </p>
          <ProblemLine one={one} />
          <p className="tabular mt-1 text-muted-foreground text-sm">
            {VERDICTS.filter((verdict) => one.counts[verdict] > 0)
              .map((verdict) =>
                t(`verdict.${verdict}.count`, {
                  count: one.counts[verdict],
                  shown: formatNumber(one.counts[verdict]),
                }),
              )
              .join(" · ")}
          </p>
        </li>
      ))}
    </ul>
  );
}
