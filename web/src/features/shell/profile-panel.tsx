import { Link } from "@tanstack/react-router";
import { LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { usePersisted } from "@/shared/lib/persisted";
import { themeChoice } from "@/shared/lib/theme";
import { useMe } from "@/shared/session/me";
import { useChangeLanguage } from "@/shared/session/use-change-language";
import { useLogOut } from "@/shared/session/use-log-out";
import { SegmentedControl } from "@/shared/ui/segmented-control";
import { Separator } from "@/shared/ui/separator";

const row =
  "flex h-8 w-full items-center gap-2.5 rounded-sm px-2 text-left text-sm hover:bg-accent max-sm:h-12 max-sm:text-base [&_svg]:size-4 [&_svg]:text-muted-foreground";

/** Theme, language, profile, log out. */
export function ProfilePanel({ onLeave }: { onLeave: () => void }) {
  const { t, i18n } = useTranslation("shell");
  const me = useMe();
  const [theme, setTheme] = usePersisted(themeChoice);
  const changeLanguage = useChangeLanguage();
  const logOut = useLogOut();
  return (
    <div className="flex flex-col p-1 max-sm:px-4">
      <p className="truncate px-2 pt-1.5 pb-2 text-muted-foreground text-xs">{me.email}</p>
      <Link to="/profile" onClick={onLeave} className={row}>
        <UserRound aria-hidden />
        {t("profile.profile")}
      </Link>
      <Separator className="my-1" />
      <div className="flex flex-col gap-2 px-2 py-1.5">
        <div className="flex items-center justify-between gap-3 text-sm">
          {t("profile.theme")}
          <SegmentedControl
            label={t("profile.theme")}
            value={theme}
            onValueChange={setTheme}
            options={[
              { value: "light", label: <Sun aria-hidden />, name: t("profile.theme_light") },
              { value: "dark", label: <Moon aria-hidden />, name: t("profile.theme_dark") },
              { value: "system", label: <Monitor aria-hidden />, name: t("profile.theme_system") },
            ]}
          />
        </div>
        <div className="flex items-center justify-between gap-3 text-sm">
          {t("profile.language")}
          <SegmentedControl
            label={t("profile.language")}
            value={i18n.language === "en" ? "en" : "it"}
            onValueChange={(language) => changeLanguage.mutate(language)}
            options={[
              { value: "it", label: "IT", name: t("profile.italian") },
              { value: "en", label: "EN", name: t("profile.english") },
            ]}
          />
        </div>
      </div>
      <Separator className="my-1" />
      <button type="button" className={row} onClick={() => logOut.mutate(false)}>
        <LogOut aria-hidden />
        {t("profile.logout")}
      </button>
    </div>
  );
}
