import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { RadarSource } from "@/shared/api/generated/types.gen";
import { formatDate, formatMoment } from "@/shared/lib/dates";
import { formatNumber } from "@/shared/lib/numbers";
import { Badge } from "@/shared/ui/badge";
import type { Tone } from "@/shared/ui/tone";
import { leadsOf } from "./queries";

const TONES: Record<RadarSource["state"], Tone> = {
  over: "red",
  snoozed: "amber",
  paused: "violet",
  normal: "green",
};

/** How a source fares, since when, and how many of its leads wait. */
export function SourceState({ source }: { source: RadarSource }) {
  const { t } = useTranslation("radar");
  const { state, raised_at, snoozed_until, paused_at, paused_by, waiting } = source;
  return (
    <div className="flex min-w-0 flex-col items-start gap-0.5">
      <Badge tone={TONES[state]} dot>
        {t(`state.${state}`)}
      </Badge>
      <span className="max-w-full truncate text-muted-foreground text-xs">
        {state === "over" && raised_at && t("since", { when: formatMoment(raised_at) })}
        {state === "snoozed" && snoozed_until && t("until", { when: formatDate(snoozed_until) })}
        {state === "paused" && paused_at && (
          <>
            {t("paused_by", { who: paused_by?.name ?? "–", when: formatMoment(paused_at) })}
            {waiting > 0 && (
              <>
                {" · "}
                <Link
                  to="/leads"
                  search={leadsOf(source, "waiting")}
                  className="text-primary-text underline underline-offset-2"
                >
                  {t("waiting", { count: waiting, shown: formatNumber(waiting) })}
                </Link>
              </>
            )}
          </>
        )}
      </span>
    </div>
  );
}
