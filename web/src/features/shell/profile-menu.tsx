import { useRouter } from "@tanstack/react-router";
import { Languages, LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import { fullName } from "@/shared/lib/names";
import { usePersisted } from "@/shared/lib/persisted";
import { type ThemeChoice, themeChoice } from "@/shared/lib/theme";
import { useMe } from "@/shared/session/me";
import { useChangeLanguage } from "@/shared/session/use-change-language";
import { useLogOut } from "@/shared/session/use-log-out";
import { Avatar } from "@/shared/ui/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/shared/ui/dropdown-menu";

const THEMES = [
  { value: "light", icon: Sun },
  { value: "dark", icon: Moon },
  { value: "system", icon: Monitor },
] as const;

export function ProfileMenu({ collapsed }: { collapsed: boolean }) {
  const { t, i18n } = useTranslation("shell");
  const { t: common } = useTranslation();
  const me = useMe();
  const router = useRouter();
  const [theme, setTheme] = usePersisted(themeChoice);
  const changeLanguage = useChangeLanguage();
  const logOut = useLogOut();
  const name = fullName(me) || me.email;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={t("profile.menu")}
        className={cn(
          "flex min-w-0 items-center gap-2 rounded-md p-1.5 transition-colors hover:bg-sidebar-active/60 data-[state=open]:bg-sidebar-active/60",
          !collapsed && "flex-1",
        )}
      >
        <Avatar name={name} />
        {!collapsed && (
          <span className="flex min-w-0 flex-col text-left leading-4">
            <span className="truncate font-medium text-sm">{name}</span>
            <span className="text-2xs text-muted-foreground">{common(`role.${me.role}`)}</span>
          </span>
        )}
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" side="top" className="w-56">
        <DropdownMenuLabel className="truncate">{me.email}</DropdownMenuLabel>
        <DropdownMenuItem onSelect={() => void router.navigate({ to: "/profile" })}>
          <UserRound aria-hidden />
          {t("profile.profile")}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{t("profile.theme")}</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          value={theme}
          onValueChange={(value) => setTheme(value as ThemeChoice)}
        >
          {THEMES.map(({ value, icon: Icon }) => (
            <DropdownMenuRadioItem key={value} value={value}>
              <Icon aria-hidden />
              {t(`profile.theme_${value}`)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{t("profile.language")}</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          value={i18n.language}
          onValueChange={(value) => changeLanguage.mutate(value === "en" ? "en" : "it")}
        >
          <DropdownMenuRadioItem value="it">
            <Languages aria-hidden />
            {t("profile.italian")}
          </DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="en">
            <Languages aria-hidden />
            {t("profile.english")}
          </DropdownMenuRadioItem>
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => logOut.mutate(false)}>
          <LogOut aria-hidden />
          {t("profile.logout")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
