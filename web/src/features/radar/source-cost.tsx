import type { RadarSource } from "@/shared/api/generated/types.gen";
import { cn } from "@/shared/lib/cn";
import { formatMoney } from "@/shared/lib/numbers";

/** What the useless leads cost; a dash where no price is known. */
export function SourceCost({
  cost,
  className,
}: Pick<RadarSource, "cost"> & { className?: string }) {
  return (
    <span className={cn("tabular", className, !cost && "text-muted-foreground")}>
      {cost === null ? "–" : formatMoney(cost)}
    </span>
  );
}
