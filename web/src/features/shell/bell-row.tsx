import { useRouter } from "@tanstack/react-router";
import {
  Bell,
  Droplet,
  FileUp,
  Hourglass,
  type LucideIcon,
  PhoneCall,
  RotateCcw,
  TriangleAlert,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { NoticeGroup } from "@/shared/api/generated";
import { cn } from "@/shared/lib/cn";
import { formatTime } from "@/shared/lib/dates";

/** By the name that a kind gives on the server; one without a picture here gets the bell. */
const ICONS: Record<string, LucideIcon> = {
  lead: Droplet,
  again: RotateCcw,
  clock: PhoneCall,
  idle: Hourglass,
  import: FileUp,
  alarm: TriangleAlert,
};

/** A notice, or a burst of them. A link, so that it can be opened in another tab as well. */
export function BellRow({ group, onOpen }: { group: NoticeGroup; onOpen: () => void }) {
  const { t } = useTranslation("shell");
  const router = useRouter();
  const Icon = ICONS[group.icon] ?? Bell;
  const waits = group.unread > 0;
  return (
    <li>
      <a
        href={group.href}
        onClick={(event) => {
          onOpen();
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          void router.navigate({ href: group.href });
        }}
        className="mx-1.5 flex items-start gap-2.5 rounded-md px-2 py-2 text-sm hover:bg-accent max-sm:min-h-13"
      >
        <span
          className={cn(
            "mt-px grid size-7 shrink-0 place-items-center rounded-full [&_svg]:size-3.5",
            waits ? "bg-primary-soft text-primary-text" : "bg-muted text-muted-foreground",
          )}
        >
          <Icon aria-hidden />
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className={cn("min-w-0 flex-1 truncate", waits && "font-medium")}>
              {group.title}
            </span>
            <time dateTime={group.at} className="tabular text-muted-foreground text-xs">
              {formatTime(group.at)}
            </time>
          </span>
          <span className="block truncate text-muted-foreground text-xs">{group.text}</span>
        </span>
        <span
          className={cn("mt-1.5 size-2 shrink-0 rounded-full", waits && "bg-primary")}
          aria-hidden
        />
        {waits && <span className="sr-only">{t("bell.new")}</span>}
      </a>
    </li>
  );
}
