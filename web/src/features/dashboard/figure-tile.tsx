import { Link } from "@tanstack/react-router";
import { ArrowDown, ArrowUp, Minus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import { formatPercent } from "@/shared/lib/numbers";
import { Definition } from "./definition";
import type { Filter } from "./period";

export interface FigureTileProps {
  label: string;
  value: string;
  definition: string;
  now: number | null;
  before: number | null;
  /** Left out where it is the period before. */
  sameWeekday?: number | null;
  /** More is worse: a wait, a cost. */
  lessIsBetter?: boolean;
  /** The leads behind it. */
  search: Filter;
}

/** One figure, how it changed, and the list behind it. */
export function FigureTile(props: FigureTileProps) {
  const { label, value, definition, search } = props;
  const { t } = useTranslation("dashboard");
  return (
    <div className="relative flex min-w-0 flex-col gap-1 rounded-lg border bg-card p-4 transition-colors hover:border-primary/40">
      <div className="flex items-center gap-1.5 text-muted-foreground text-xs">
        <span className="truncate">{label}</span>
        <span className="relative z-10 flex">
          <Definition text={definition} />
        </span>
      </div>
      <Link
        to="/leads"
        search={search as never}
        aria-label={t("open_list", { label, value })}
        className="tabular font-semibold text-2xl tracking-tight after:absolute after:inset-0 after:rounded-lg"
      >
        {value}
      </Link>
      <div className="flex flex-col gap-0.5">
        <Change {...props} than={props.before} words={t("than.before")} />
        {props.sameWeekday !== undefined && (
          <Change {...props} than={props.sameWeekday} words={t("than.same_weekday")} />
        )}
      </div>
    </div>
  );
}

function Change({
  now,
  than,
  words,
  lessIsBetter = false,
}: Pick<FigureTileProps, "now" | "lessIsBetter"> & { than: number | null; words: string }) {
  const { t } = useTranslation("dashboard");
  if (now === null || than === null || than === 0) {
    return (
      <span className="truncate text-2xs text-muted-foreground">
        {t("than.nothing", { words })}
      </span>
    );
  }
  const change = now / than - 1;
  const even = Math.abs(change) < 0.005;
  const good = change > 0 !== lessIsBetter;
  const Icon = even ? Minus : change > 0 ? ArrowUp : ArrowDown;
  return (
    <span className="flex min-w-0 items-center gap-1 text-2xs text-muted-foreground">
      <span
        className={cn(
          "tabular inline-flex items-center font-medium [&_svg]:size-3",
          !even && (good ? "text-green" : "text-red"),
        )}
      >
        <Icon aria-label={t(even ? "change.even" : change > 0 ? "change.up" : "change.down")} />
        {formatPercent(Math.abs(change))}
      </span>
      <span className="truncate">{words}</span>
    </span>
  );
}
