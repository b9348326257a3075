import { useNavigate } from "@tanstack/react-router";
import { Blocks, LogOut, Moon, Sun, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { themeChoice } from "@/shared/lib/theme";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { useLogOut } from "@/shared/session/use-log-out";
import { CommandGroup, CommandItem } from "@/shared/ui/command";

const MOST_UNITS = 5;

/** What can be done from anywhere: change unit, theme, one's profile, leave. */
export function PaletteActs({
  matches,
  asking,
  onDone,
}: {
  matches: (text: string) => boolean;
  /** Units are offered once something is asked for: there may be many. */
  asking: boolean;
  onDone: () => void;
}) {
  const { t } = useTranslation("shell");
  const me = useMe();
  const navigate = useNavigate();
  const logOut = useLogOut();
  const { unitId, setUnitId } = useCurrentUnit();
  const dark = document.documentElement.classList.contains("dark");
  const several = me.units.length > 1 || me.role === "admin";
  const units = [{ id: null, name: t("unit.all") }, ...me.units]
    .filter(({ id }) => several && asking && id !== unitId)
    .map(({ id, name }) => ({
      value: `unit-${id}`,
      words: t("palette.unit", { name }),
      icon: <Blocks aria-hidden />,
      act: () => setUnitId(id),
    }));
  const acts: { value: string; words: string; icon: ReactNode; act: () => void }[] = [
    ...units.filter(({ words }) => matches(words)).slice(0, MOST_UNITS),
    {
      value: "profile",
      words: t("nav.profile"),
      icon: <UserRound aria-hidden />,
      act: () => void navigate({ to: "/profile" }),
    },
    {
      value: "theme",
      words: `${t("profile.theme")}: ${t(dark ? "profile.theme_light" : "profile.theme_dark")}`,
      icon: dark ? <Sun aria-hidden /> : <Moon aria-hidden />,
      act: () => themeChoice.set(dark ? "light" : "dark"),
    },
    {
      value: "log-out",
      words: t("profile.logout"),
      icon: <LogOut aria-hidden />,
      act: () => logOut.mutate(false),
    },
  ];
  const offered = acts.filter(({ words }) => matches(words));
  if (offered.length === 0) return null;
  return (
    <CommandGroup heading={t("palette.actions")}>
      {offered.map(({ value, words, icon, act }) => (
        <CommandItem
          key={value}
          value={value}
          onSelect={() => {
            onDone();
            act();
          }}
        >
          {icon}
          {words}
        </CommandItem>
      ))}
    </CommandGroup>
  );
}
