import { Check, ChevronsUpDown } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import { late } from "@/shared/lib/late";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { LogoMark } from "@/shared/ui/logo-mark";
import { ResponsivePopover } from "@/shared/ui/responsive-popover";

const UnitSearch = late(() => import("./unit-search").then((module) => module.UnitSearch));
const SEARCH_FROM = 8;

/** Which unit the lists show. Who has only one sees its name and nothing to open. */
export function UnitSwitcher({ collapsed }: { collapsed: boolean }) {
  const { t } = useTranslation("shell");
  const me = useMe();
  const { unitId, unit, setUnitId } = useCurrentUnit();
  const [open, setOpen] = useState(false);
  const name = unit?.name ?? t("unit.all");
  const face = (
    <>
      <LogoMark className="size-6" />
      {!collapsed && (
        <span className="flex min-w-0 flex-1 flex-col text-left leading-4">
          <span className="truncate font-semibold text-sm">{name}</span>
          <span className="text-2xs text-muted-foreground">Goccia</span>
        </span>
      )}
    </>
  );
  if (me.units.length < 2 && me.role !== "admin") {
    return (
      <div
        className={cn(
          "flex min-w-0 flex-1 items-center gap-2.5",
          collapsed ? "justify-center" : "px-1.5",
        )}
      >
        {face}
        {collapsed && <span className="sr-only">{name}</span>}
      </div>
    );
  }
  const choose = (id: string | null) => {
    setUnitId(id);
    setOpen(false);
  };
  return (
    <ResponsivePopover
      open={open}
      onOpenChange={setOpen}
      title={t("unit.switch")}
      className="w-60 p-1"
      trigger={(trigger) => (
        <button
          {...trigger}
          className={cn(
            "flex h-10 min-w-0 items-center gap-2.5 rounded-md px-1.5 transition-colors hover:bg-sidebar-active/60 data-[state=open]:bg-sidebar-active/60",
            !collapsed && "w-full",
          )}
        >
          <span className="sr-only">{t("unit.switch")}</span>
          {face}
          {!collapsed && (
            <ChevronsUpDown className="size-3.5 shrink-0 text-muted-foreground" aria-hidden />
          )}
        </button>
      )}
    >
      {me.units.length > SEARCH_FROM ? (
        <UnitSearch units={me.units} current={unitId} onChoose={choose} />
      ) : (
        <ul>
          {[{ id: null, name: t("unit.all") }, ...me.units].map((option) => (
            <li key={option.id}>
              <button
                type="button"
                aria-pressed={option.id === unitId}
                onClick={() => choose(option.id)}
                className="flex h-8 w-full items-center justify-between gap-3 rounded-sm px-2 text-left text-sm hover:bg-accent max-sm:h-12 max-sm:px-5 max-sm:text-base"
              >
                <span className="truncate">{option.name}</span>
                {option.id === unitId && (
                  <Check className="size-4 shrink-0 text-primary-text" aria-hidden />
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
    </ResponsivePopover>
  );
}
