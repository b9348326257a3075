import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Bell as Icon } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Unread } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { cn } from "@/shared/lib/cn";
import { late } from "@/shared/lib/late";
import { useLiveEvent } from "@/shared/live/use-live";
import { useMe } from "@/shared/session/me";
import { ResponsivePopover } from "@/shared/ui/responsive-popover";

const BellPanel = late(() => import("./bell-panel").then((m) => m.BellPanel));

/** How many notices wait, and what they are. Fed by the live stream: nothing is asked for again and again. */
export function Bell({
  className,
  shown,
  side = "bottom",
}: {
  className: string;
  /** A word under the icon, where there is room for it. */
  shown?: string;
  side?: "bottom" | "right";
}) {
  const { t } = useTranslation("shell");
  const me = useMe();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: ["notifications", "unread"],
    queryFn: ({ signal }) => http.get<Unread>("/api/notifications/unread", {}, signal),
  });
  useEffect(() => {
    import("@/shared/push/browser-push")
      .then(({ keepPush }) => keepPush(me.id))
      .catch(() => {
        // The next page that opens tries again; the bell itself does not need it.
      });
  }, [me.id]);
  const refresh = () => client.invalidateQueries({ queryKey: ["notifications"] });
  useLiveEvent("notification.changed", (event) => {
    if (event.agent_id === me.id) void refresh();
  });
  // A lead that is no longer theirs takes its notices along.
  useLiveEvent("lead.left", refresh);
  useLiveEvent("lead.trashed", refresh);
  useLiveEvent("lead.restored", refresh);
  const count = data?.count ?? 0;
  const full = data !== undefined && count >= data.most;
  const label = count > 0 ? t("bell.unread", { count }) : t("bell.open");
  return (
    <ResponsivePopover
      open={open}
      onOpenChange={setOpen}
      title={t("bell.title")}
      align="start"
      side={side}
      className="w-96"
      onNear={BellPanel.preload}
      trigger={(props) => (
        <button {...props} data-tooltip={shown ? undefined : label} className={className}>
          <Icon aria-hidden />
          <span className="sr-only">{label}</span>
          {shown && (
            <span className="max-w-full truncate px-1" aria-hidden>
              {shown}
            </span>
          )}
          {count > 0 && (
            <span
              aria-hidden
              className={cn(
                "tabular absolute min-w-4 rounded-full bg-primary px-1 text-center font-medium text-[10px] text-primary-foreground leading-4",
                shown ? "top-1.5 left-1/2 ml-1.5" : "top-0 left-4",
              )}
            >
              {full ? `${count - 1}+` : count}
            </span>
          )}
        </button>
      )}
    >
      {open && <BellPanel unread={count} onLeave={() => setOpen(false)} />}
    </ResponsivePopover>
  );
}
