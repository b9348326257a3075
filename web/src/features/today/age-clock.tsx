import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import { formatAge, formatDateTime } from "@/shared/lib/dates";
import { useNow } from "@/shared/lib/use-now";
import { Tooltip } from "@/shared/ui/tooltip";

const MINUTE = 60_000;
/** What answers a lead within five minutes reaches far more of them than what answers in thirty. */
const GOOD = 5 * MINUTE;
const POOR = 30 * MINUTE;

function clock(ms: number): string {
  const seconds = Math.max(0, Math.trunc(ms / 1000));
  return `${Math.trunc(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** How long a new lead has waited: minutes and seconds in the first hour, green, amber, then red. */
export function AgeClock({ since, className }: { since: number; className?: string }) {
  const { t } = useTranslation("today");
  const now = useNow(1000);
  const age = now - since;
  const tone = age < GOOD ? "text-green" : age < POOR ? "text-amber" : "text-red";
  return (
    <Tooltip label={t("waiting_since", { when: formatDateTime(since) })}>
      <time
        dateTime={new Date(since).toISOString()}
        className={cn("tabular font-medium", tone, className)}
      >
        {age < 60 * MINUTE ? clock(age) : formatAge(since, now)}
      </time>
    </Tooltip>
  );
}
