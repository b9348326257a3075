import { PanelLeftClose, PanelLeftOpen, Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import { late } from "@/shared/lib/late";
import { persisted, usePersisted } from "@/shared/lib/persisted";
import { useMediaQuery } from "@/shared/lib/use-media-query";
import { IconButton } from "@/shared/ui/icon-button";
import { Kbd } from "@/shared/ui/kbd";
import { LiveDot } from "./live-dot";
import { ProfileMenu } from "./profile-menu";
import { SidebarNav } from "./sidebar-nav";
import { UnitSwitcher } from "./unit-switcher";

const Bell = late(() => import("./bell").then((m) => m.Bell));
const bell =
  "relative grid size-8 shrink-0 place-items-center rounded-md text-muted-foreground transition-colors hover:bg-sidebar-active/60 hover:text-foreground data-[state=open]:bg-sidebar-active [&_svg]:size-4";
const collapsedChoice = persisted<boolean | null>("sidebar", null);

/** 240 px, or 56 with icons only (by choice, and by itself under 900 px until someone chooses). */
export function Sidebar({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation("shell");
  const narrow = useMediaQuery("(max-width: 899px)");
  const [choice, setChoice] = usePersisted(collapsedChoice);
  const collapsed = choice ?? narrow;
  const toggle = () => setChoice(!collapsed);
  const ToggleIcon = collapsed ? PanelLeftOpen : PanelLeftClose;
  return (
    <aside
      className={cn(
        "flex shrink-0 flex-col border-r bg-sidebar transition-[width] duration-150",
        collapsed ? "w-14" : "w-60",
      )}
    >
      <div
        className={cn(
          "flex items-center gap-1",
          collapsed ? "flex-col px-2 pt-2 pb-1" : "h-13 px-2.5",
        )}
      >
        <UnitSwitcher collapsed={collapsed} />
        <span className="size-8 shrink-0">
          <Bell side={collapsed ? "right" : "bottom"} className={bell} />
        </span>
      </div>
      <div className={cn("pb-3", collapsed ? "flex justify-center" : "px-2.5")}>
        {collapsed ? (
          <IconButton label={t("palette.open")} shortcut="⌘K" side="right" onClick={onSearch}>
            <Search aria-hidden />
          </IconButton>
        ) : (
          <button
            type="button"
            onClick={onSearch}
            className="flex h-8 w-full items-center gap-2 rounded-md border bg-card px-2 text-muted-foreground text-sm shadow-xs transition-colors hover:text-foreground"
          >
            <Search className="size-4 shrink-0" aria-hidden />
            <span className="flex-1 truncate text-left">{t("palette.open")}</span>
            <Kbd>⌘K</Kbd>
          </button>
        )}
      </div>
      <SidebarNav collapsed={collapsed} />
      <div
        className={cn(
          "flex items-center gap-1 border-t p-2",
          collapsed ? "flex-col" : "justify-between",
        )}
      >
        <ProfileMenu collapsed={collapsed} />
        <div className={cn("flex items-center", collapsed && "flex-col")}>
          <LiveDot />
          <IconButton
            size="icon-sm"
            side="right"
            label={t(collapsed ? "sidebar.expand" : "sidebar.collapse")}
            aria-expanded={!collapsed}
            onClick={toggle}
          >
            <ToggleIcon aria-hidden />
          </IconButton>
        </div>
      </div>
    </aside>
  );
}
