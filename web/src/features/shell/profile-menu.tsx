import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import { late } from "@/shared/lib/late";
import { fullName } from "@/shared/lib/names";
import { useMe } from "@/shared/session/me";
import { Avatar } from "@/shared/ui/avatar";
import { ResponsivePopover } from "@/shared/ui/responsive-popover";

const ProfilePanel = late(() => import("./profile-panel").then((module) => module.ProfilePanel));

export function ProfileMenu({
  collapsed,
  onLeave,
}: {
  collapsed: boolean;
  /** Called when a choice opens another page. */
  onLeave?: () => void;
}) {
  const { t } = useTranslation("shell");
  const { t: common } = useTranslation();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const name = fullName(me) || me.email;
  const leave = () => {
    setOpen(false);
    onLeave?.();
  };
  return (
    <ResponsivePopover
      open={open}
      onOpenChange={setOpen}
      title={t("profile.menu")}
      side="top"
      onNear={ProfilePanel.preload}
      className="w-60"
      trigger={(trigger) => (
        <button
          {...trigger}
          className={cn(
            "flex min-w-0 items-center gap-2 rounded-md p-1.5 transition-colors hover:bg-sidebar-active/60 data-[state=open]:bg-sidebar-active/60",
            !collapsed && "flex-1",
          )}
        >
          <span className="sr-only">{t("profile.menu")}</span>
          <Avatar name={name} />
          {!collapsed && (
            <span className="flex min-w-0 flex-col text-left leading-4">
              <span className="truncate font-medium text-sm">{name}</span>
              <span className="text-2xs text-muted-foreground">{common(`role.${me.role}`)}</span>
            </span>
          )}
        </button>
      )}
    >
      <div className="min-h-50">
        <ProfilePanel onLeave={leave} />
      </div>
    </ResponsivePopover>
  );
}
