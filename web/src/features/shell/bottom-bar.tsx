import { Link } from "@tanstack/react-router";
import { Ellipsis, Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { late } from "@/shared/lib/late";
import { useNavBadges } from "@/shared/live/nav-badges";
import { useMe } from "@/shared/session/me";
import { navFor } from "./nav";

const Bell = late(() => import("./bell").then((module) => module.Bell));
const MoreSheet = late(() => import("./more-sheet").then((module) => module.MoreSheet));

const cell =
  "relative flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-2xs text-muted-foreground focus-visible:-outline-offset-2 [&_svg]:size-5";

/** The phone's navigation: the two or three places of daily work, search, and everything else. */
export function BottomBar({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation("shell");
  const badges = useNavBadges();
  const [more, setMore] = useState(false);
  const entries = navFor(useMe())
    .flatMap((group) => group.entries)
    .slice(0, 3);
  return (
    <nav aria-label={t("nav.label")} className="flex pb-[env(safe-area-inset-bottom)]">
      {entries.map(({ key, to, icon: Icon }) => (
        <Link
          key={key}
          to={to}
          className={cell}
          activeProps={{ className: "font-medium text-primary-text!" }}
        >
          <Icon aria-hidden />
          <span className="max-w-full truncate px-1">{t(`nav.${key}`)}</span>
          {(badges[key] ?? 0) > 0 && (
            <span className="tabular absolute top-1.5 left-1/2 ml-1.5 min-w-4 rounded-full bg-primary px-1 text-center font-medium text-[10px] text-primary-foreground leading-4">
              {badges[key]}
            </span>
          )}
        </Link>
      ))}
      <span className="flex h-14 min-w-0 flex-1">
        <Bell className={cell} shown={t("bell.title")} />
      </span>
      <button type="button" className={cell} onClick={onSearch}>
        <Search aria-hidden />
        {t("palette.open_short")}
      </button>
      <button
        type="button"
        className={cell}
        onClick={() => setMore(true)}
        onPointerDown={MoreSheet.preload}
        aria-haspopup="dialog"
      >
        <Ellipsis aria-hidden />
        {t("nav.more")}
      </button>
      {more && <MoreSheet open onOpenChange={setMore} />}
    </nav>
  );
}
