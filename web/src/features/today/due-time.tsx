import { CalendarClock, Clock } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Part, TodayLead } from "@/shared/leads/today";
import { formatAge, formatDateTime, formatTime } from "@/shared/lib/dates";
import { useNow } from "@/shared/lib/use-now";
import { Tooltip } from "@/shared/ui/tooltip";
import { AgeClock } from "./age-clock";

/** When a row is due: the waiting time of a new lead, the delay of a call-back, the hour of the others. */
export function DueTime({ lead, part, readAt }: { lead: TodayLead; part: Part; readAt: number }) {
  const { t } = useTranslation("today");
  const now = useNow(30_000);
  if (part === "new") return <AgeClock since={readAt - lead.age_seconds * 1000} />;
  const at = lead.next_action_at;
  if (!at) return null;
  if (part === "overdue") {
    const age = formatAge(at, now);
    return (
      <Tooltip label={t("due_since", { when: formatDateTime(at) })}>
        <time dateTime={at} className="tabular font-medium text-red">
          {t("late", { age })}
        </time>
      </Tooltip>
    );
  }
  const Icon = part === "appointments" ? CalendarClock : Clock;
  return (
    <time dateTime={at} className="tabular flex items-center gap-1.5 font-medium">
      <Icon className="size-3.5 text-muted-foreground" aria-hidden />
      {formatTime(at)}
    </time>
  );
}
