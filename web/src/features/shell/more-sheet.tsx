import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "@/shared/session/me";
import { Sheet, SheetBody, SheetContent } from "@/shared/ui/sheet";
import { LiveDot } from "./live-dot";
import { navFor } from "./nav";
import { ProfileMenu } from "./profile-menu";
import { UnitSwitcher } from "./unit-switcher";

/** On a phone: unit, every page, profile and preferences. */
export function MoreSheet({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation("shell");
  const groups = navFor(useMe());
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent title={t("nav.more")}>
        <SheetBody className="flex flex-col gap-4 px-3 pb-3">
          <div className="flex items-center px-0.5">
            <UnitSwitcher collapsed={false} />
          </div>
          {groups.map((group) => (
            <div key={group.key}>
              <h3 className="px-2 pb-1 text-muted-foreground text-xs">{t(`nav.${group.key}`)}</h3>
              <ul>
                {group.entries.map(({ key, to, icon: Icon }) => (
                  <li key={key}>
                    <Link
                      to={to}
                      onClick={() => onOpenChange(false)}
                      className="flex h-12 items-center gap-3 rounded-md px-2 text-base"
                      activeProps={{ className: "bg-primary-soft font-medium text-primary-text" }}
                    >
                      <Icon className="size-5 text-muted-foreground" aria-hidden />
                      {t(`nav.${key}`)}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          ))}
          <div className="flex items-center border-t pt-2">
            <ProfileMenu collapsed={false} onLeave={() => onOpenChange(false)} />
            <LiveDot />
          </div>
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}
