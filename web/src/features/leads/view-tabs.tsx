import { Link } from "@tanstack/react-router";
import { ChevronDown, Users } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { View } from "@/shared/api/generated/types.gen";
import { cn } from "@/shared/lib/cn";
import { late } from "@/shared/lib/late";
import { useMe } from "@/shared/session/me";
import { Button } from "@/shared/ui/button";
import { ResponsivePopover } from "@/shared/ui/responsive-popover";
import type { LeadSearch } from "./lead-search";
import type { ViewTask } from "./view-menu";
import { ALL, isModified, toViewSearch } from "./views";

const ViewMenu = late(() => import("./view-menu").then((m) => m.ViewMenu));
const ViewDialog = late(() => import("./view-dialog").then((m) => m.ViewDialog));
const DeleteView = late(() => import("./delete-view").then((m) => m.DeleteView));

/** The saved views over the list, and what can be done with the one in force. */
export function ViewTabs({
  search,
  views,
  current,
  onShow,
}: {
  search: LeadSearch;
  views: readonly View[];
  current: View | null;
  onShow: (search: LeadSearch) => void;
}) {
  const { t } = useTranslation("leads");
  const { role } = useMe();
  const [open, setOpen] = useState(false);
  const [task, setTask] = useState<ViewTask | null>(null);
  const modified = current !== null && isModified(search, current, role);
  const close = () => setTask(null);
  return (
    <div className="flex w-full items-center gap-1.5">
      <nav
        aria-label={t("views.title")}
        className="flex min-w-0 items-center gap-0.5 overflow-x-auto [scrollbar-width:none]"
      >
        <Tab search={{ view: ALL }} active={current === null}>
          {t("views.all")}
        </Tab>
        {views.map((view) => (
          <Tab key={view.id} search={toViewSearch(view)} active={view === current}>
            {view.unit_id && <Users className="size-3.5" aria-label={t("views.shared")} />}
            <span className="max-w-44 truncate">{view.name}</span>
            {view === current && modified && (
              <span
                title={t("views.modified_hint")}
                className="font-normal text-muted-foreground text-xs"
              >
                {t("views.modified")}
              </span>
            )}
          </Tab>
        ))}
      </nav>
      <ResponsivePopover
        open={open}
        onOpenChange={setOpen}
        title={current?.name ?? t("views.menu")}
        align="end"
        className="w-72 p-1"
        onNear={() => {
          ViewMenu.preload();
          ViewDialog.preload();
        }}
        trigger={(trigger) => (
          <Button {...trigger} variant="ghost" size="sm">
            {t("views.menu")}
            <ChevronDown aria-hidden />
          </Button>
        )}
      >
        <ViewMenu
          search={search}
          view={current}
          modified={modified}
          onShow={onShow}
          onTask={setTask}
          onClose={() => setOpen(false)}
        />
      </ResponsivePopover>
      {task === "delete" && current && (
        <DeleteView view={current} onClose={close} onDeleted={() => onShow({ view: ALL })} />
      )}
      {(task === "new" || (task === "rename" && current)) && (
        <ViewDialog
          view={task === "rename" ? current : null}
          search={search}
          onClose={close}
          onSaved={(view) => task === "new" && onShow(toViewSearch(view))}
        />
      )}
    </div>
  );
}

function Tab({
  search,
  active,
  children,
}: {
  search: LeadSearch;
  active: boolean;
  children: ReactNode;
}) {
  return (
    <Link
      to="/leads"
      search={search}
      activeProps={{}}
      aria-current={active ? "page" : undefined}
      className={cn(
        "flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2.5 text-sm max-sm:h-11",
        active
          ? "bg-accent font-medium text-foreground"
          : "text-muted-foreground hover:bg-accent hover:text-foreground",
      )}
    >
      {children}
    </Link>
  );
}
