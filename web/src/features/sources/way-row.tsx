import { Link } from "@tanstack/react-router";
import { FileUp, Megaphone, Webhook } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { WayIn } from "@/shared/api/generated";
import { formatDateTime, formatMoment } from "@/shared/lib/dates";
import { formatCount } from "@/shared/lib/numbers";
import { can } from "@/shared/session/can";
import { useMe } from "@/shared/session/me";
import { Badge } from "@/shared/ui/badge";
import { TONES } from "./queries";

const ICONS = { hook: Webhook, meta: Megaphone, file: FileUp };
/** Where the server stops counting. */
const CAP = 1000;

/** One way in: what it is, when something last came, how often, and what is wrong with it. */
export function WayRow({ way, containerId }: { way: WayIn; containerId: string }) {
  const { t, i18n } = useTranslation("sources");
  const Icon = ICONS[way.kind];
  const problem = way.problem?.[i18n.language === "en" ? "en" : "it"];
  const about = [
    way.kind === "meta" && t("kind.meta"),
    way.last_at &&
      t(`recent.${way.kind}`, {
        count: way.recent,
        shown: formatCount(way.recent, way.recent >= CAP),
      }),
    way.rules > 0 && t("rules", { count: way.rules }),
  ].filter(Boolean);
  return (
    <li className="relative flex items-center gap-3 px-4 py-3 transition-colors hover:bg-muted/60">
      <Icon className="size-4 shrink-0 text-muted-foreground" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium text-sm">
          <Place way={way} containerId={containerId}>
            {way.name ?? t(`kind.${way.kind}`)}
          </Place>
        </p>
        <p className="truncate text-muted-foreground text-xs">{about.join(" · ")}</p>
        {problem && <p className="mt-0.5 text-red text-xs">{problem}</p>}
        {way.waiting > 0 && way.kind !== "file" && (
          <p className="mt-0.5 text-red text-xs">{t("waiting", { count: way.waiting })}</p>
        )}
      </div>
      <div className="flex shrink-0 flex-col items-end gap-1 sm:flex-row-reverse sm:items-center sm:gap-4">
        <Badge tone={TONES[way.state]} dot>
          {t(`state.${way.state}`)}
        </Badge>
        {way.last_at && (
          <time
            dateTime={way.last_at}
            data-tooltip={formatDateTime(way.last_at)}
            className="tabular text-muted-foreground text-xs"
          >
            {formatMoment(way.last_at)}
          </time>
        )}
      </div>
    </li>
  );
}

const ROW =
  "outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:-outline-offset-2";

/** The way to where this way in is set up; to what waits, if something does. */
function Place({
  way,
  containerId,
  children,
}: {
  way: WayIn;
  containerId: string;
  children: ReactNode;
}) {
  const me = useMe();
  if (way.kind === "file")
    return (
      <Link to="/imports" className={ROW}>
        {children}
      </Link>
    );
  if (way.kind === "meta")
    return can(me, "settings:edit") ? (
      <Link
        to="/settings/meta"
        search={{ tab: way.waiting > 0 ? "troubles" : "forms" }}
        className={ROW}
      >
        {children}
      </Link>
    ) : (
      children
    );
  return (
    <Link
      to="/containers/$containerId"
      params={{ containerId }}
      search={{ tab: way.waiting > 0 ? "kept" : "intake" }}
      className={ROW}
    >
      {children}
    </Link>
  );
}
