import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { RadarSource } from "@/shared/api/generated/types.gen";
import { cn } from "@/shared/lib/cn";
import { formatNumber } from "@/shared/lib/numbers";
import { leadsOf } from "./queries";
import { useSourceName } from "./use-source-name";

/** A number that opens the leads behind it. */
export function LeadNumber({
  source,
  which,
  className,
}: {
  source: RadarSource;
  which: "worked" | "bad";
  className?: string;
}) {
  const { t } = useTranslation("radar");
  const { name } = useSourceName(source);
  const count = source[which];
  if (count === 0)
    return <span className={cn("tabular", className, "text-muted-foreground")}>0</span>;
  return (
    <Link
      to="/leads"
      search={leadsOf(source, which)}
      aria-label={t(`open.${which}`, { name, shown: formatNumber(count) })}
      className={cn(
        "tabular underline decoration-muted-foreground/60 underline-offset-4 hover:decoration-current",
        className,
      )}
    >
      {formatNumber(count)}
    </Link>
  );
}
