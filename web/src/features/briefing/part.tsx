import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { formatNumber } from "@/shared/lib/numbers";
import { Card } from "@/shared/ui/card";

/** A part of the briefing: its lines, or the sentence that all is well. */
export function Part({
  title,
  count,
  empty,
  more,
  children,
}: {
  title: string;
  count?: number;
  empty: string | false;
  more?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Card className="min-w-0 pb-2">
      <header className="flex items-center gap-2 px-4 pt-3 pb-1.5">
        <h2 className="font-semibold text-base">{title}</h2>
        {count !== undefined && count > 0 && (
          <span className="tabular text-muted-foreground text-sm">{formatNumber(count)}</span>
        )}
        <span className="ml-auto">{more}</span>
      </header>
      {empty ? (
        <p className="flex items-center gap-2 px-4 pb-1 text-muted-foreground text-sm">
          <CircleCheck className="size-4 text-green" aria-hidden /> {empty}
        </p>
      ) : (
        <ul aria-label={title}>{children}</ul>
      )}
    </Card>
  );
}
