import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ChevronDown, Pause, Play } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { http } from "@/shared/api/http";
import { cn } from "@/shared/lib/cn";
import { formatMoment, fromRome, romeDay } from "@/shared/lib/dates";
import { notify } from "@/shared/lib/notify";
import { type Me, meQuery, useMe } from "@/shared/session/me";
import { Button } from "@/shared/ui/button";
import { ResponsivePopover } from "@/shared/ui/responsive-popover";

type Paused = Me & { paused?: boolean; paused_until?: string | null };
const MINUTE = 60_000;
const LENGTHS = ["half_hour", "hour", "tomorrow", "open"] as const;

function until(length: (typeof LENGTHS)[number]): string | null {
  const now = Date.now();
  if (length === "half_hour") return new Date(now + 30 * MINUTE).toISOString();
  if (length === "hour") return new Date(now + 60 * MINUTE).toISOString();
  if (length === "tomorrow") return fromRome(romeDay(now + 24 * 60 * MINUTE), "08:00");
  return null;
}

/** An agent's own switch: whether drops may fall on them now. */
export function Availability() {
  const { t } = useTranslation("today");
  const me = useMe() as Paused;
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const change = useMutation({
    mutationFn: (pause: { until: string | null } | null) =>
      pause
        ? http.post<Partial<Paused>>(`/api/users/${me.id}/pause`, pause)
        : http.post<Partial<Paused>>(`/api/users/${me.id}/resume`),
    onSuccess: async (state, pause) => {
      setOpen(false);
      const paused = pause !== null;
      client.setQueryData(meQuery.queryKey, {
        ...me,
        paused,
        paused_until: state?.paused_until ?? null,
      } as Me);
      notify.success(t(paused ? "availability.paused_done" : "availability.resumed"));
      await client.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const words = me.paused
    ? me.paused_until
      ? t("availability.paused_until", { when: formatMoment(me.paused_until) })
      : t("availability.paused")
    : t("availability.available");
  return (
    <ResponsivePopover
      open={open}
      onOpenChange={setOpen}
      title={t("availability.title")}
      align="end"
      className="w-60 p-1"
      trigger={(trigger) => (
        <Button {...trigger} className="gap-2">
          <span
            aria-hidden
            className={cn("size-2 rounded-full", me.paused ? "bg-amber-dot" : "bg-green-dot")}
          />
          <span className="max-w-40 truncate">{words}</span>
          <ChevronDown className="text-muted-foreground" aria-hidden />
        </Button>
      )}
    >
      <p className="px-2 pt-1.5 pb-2 text-muted-foreground text-xs max-sm:px-5">
        {t(me.paused ? "availability.text_paused" : "availability.text")}
      </p>
      <ul>
        {me.paused && (
          <li>
            <Choice icon={<Play aria-hidden />} onChoose={() => change.mutate(null)}>
              {t("availability.resume")}
            </Choice>
          </li>
        )}
        {LENGTHS.map((length) => (
          <li key={length}>
            <Choice
              icon={<Pause aria-hidden />}
              onChoose={() => change.mutate({ until: until(length) })}
            >
              {t(`availability.${length}`)}
            </Choice>
          </li>
        ))}
      </ul>
    </ResponsivePopover>
  );
}

function Choice({
  icon,
  onChoose,
  children,
}: {
  icon: React.ReactNode;
  onChoose: () => void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      onClick={onChoose}
      className="flex h-8 w-full items-center gap-2.5 rounded-sm px-2 text-left text-sm hover:bg-accent max-sm:h-12 max-sm:px-5 max-sm:text-base [&_svg]:size-4 [&_svg]:text-muted-foreground"
    >
      {icon}
      {children}
    </button>
  );
}
