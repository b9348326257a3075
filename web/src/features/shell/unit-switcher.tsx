import { ChevronsUpDown } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import { late } from "@/shared/lib/late";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { LogoMark } from "@/shared/ui/logo-mark";
import { ResponsivePopover } from "@/shared/ui/responsive-popover";

const UnitOptions = late(() => import("./unit-options").then((module) => module.UnitOptions));

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
          onPointerEnter={UnitOptions.preload}
          onFocus={UnitOptions.preload}
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
      <UnitOptions units={me.units} current={unitId} onChoose={choose} />
    </ResponsivePopover>
  );
}
