import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import { formatNumber } from "@/shared/lib/numbers";
import { useNavBadges } from "@/shared/live/nav-badges";
import { useMe } from "@/shared/session/me";
import { Tooltip } from "@/shared/ui/tooltip";
import { navFor } from "./nav";

export function SidebarNav({ collapsed }: { collapsed: boolean }) {
  const { t } = useTranslation("shell");
  const badges = useNavBadges();
  const groups = navFor(useMe());
  return (
    <nav
      aria-label={t("nav.label")}
      className="scroll-slim flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-2.5"
    >
      {groups.map((group, index) => (
        <div key={group.key}>
          {index > 0 &&
            (collapsed ? (
              <div className="mx-1 mb-3 h-px bg-border" />
            ) : (
              <h2 className="px-2 pb-1 text-2xs text-muted-foreground">{t(`nav.${group.key}`)}</h2>
            ))}
          <ul className="flex flex-col gap-px">
            {group.entries.map(({ key, to, icon: Icon }) => {
              const badge = badges[key] ?? 0;
              return (
                <li key={key}>
                  <Tooltip label={collapsed ? t(`nav.${key}`) : null} side="right">
                    <Link
                      to={to}
                      className={cn(
                        "relative flex h-8 items-center gap-2.5 rounded-md px-2 text-muted-foreground text-sm transition-colors hover:bg-sidebar-active/60 hover:text-foreground",
                        collapsed && "w-9 justify-center",
                      )}
                      activeProps={{
                        className:
                          "bg-sidebar-active font-medium text-foreground! hover:bg-sidebar-active",
                      }}
                    >
                      <Icon className="size-4 shrink-0" aria-hidden />
                      <span className={cn("min-w-0 flex-1 truncate", collapsed && "sr-only")}>
                        {t(`nav.${key}`)}
                      </span>
                      {badge > 0 && (
                        <span
                          className={cn(
                            "tabular rounded-full bg-primary px-1.5 font-medium text-2xs text-primary-foreground",
                            collapsed && "-top-1 -right-1 absolute px-1",
                          )}
                        >
                          <span aria-hidden>{badge > 99 ? "99+" : formatNumber(badge)}</span>
                          <span className="sr-only">{t("badge.new", { count: badge })}</span>
                        </span>
                      )}
                    </Link>
                  </Tooltip>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}
