import { Link } from "@tanstack/react-router";
import { cn } from "@/shared/lib/cn";
import { formatNumber, formatPercent } from "@/shared/lib/numbers";
import type { Filter } from "./period";

export interface Bar {
  key: string;
  label: string;
  leads: number;
  search: Filter;
  /** A class for the bar's colour. */
  colour?: string;
}

/** Names with bars and counts, each the way to its leads. `of`: what a whole bar stands for. */
export function BarList({ bars, of, label }: { bars: readonly Bar[]; of: number; label: string }) {
  return (
    <ul aria-label={label} className="flex flex-col">
      {bars.map((bar) => (
        <li key={bar.key}>
          <Link
            to="/leads"
            search={bar.search as never}
            style={{ gridTemplateColumns: "minmax(0, 9rem) minmax(0, 1fr) auto" }}
            className="group grid items-center gap-3 rounded-md px-2 py-1.5 text-sm hover:bg-muted max-sm:min-h-11"
          >
            <span className="truncate">{bar.label}</span>
            <span
              className="h-2 overflow-hidden rounded-full bg-muted group-hover:bg-background"
              aria-hidden
            >
              <span
                className={cn("block h-full rounded-full", bar.colour ?? "bg-primary")}
                style={{
                  width: `${of ? Math.max(bar.leads ? 1 : 0, (bar.leads / of) * 100) : 0}%`,
                }}
              />
            </span>
            <span className="tabular min-w-20 text-right">
              {formatNumber(bar.leads)}{" "}
              <span className="text-muted-foreground text-xs">
                {formatPercent(of ? bar.leads / of : 0)}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
