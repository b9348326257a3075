import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BookmarkPlus, Pencil, RotateCcw, Save, Star, StarOff, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { changeView, openWithoutView, openWithView } from "@/shared/api/generated";
import type { View } from "@/shared/api/generated/types.gen";
import { notify } from "@/shared/lib/notify";
import type { LeadSearch } from "./lead-search";
import { toSaved, toViewSearch } from "./views";

export type ViewTask = "new" | "rename" | "delete";

/** What can be done with the view in force; what asks something opens as a dialog (`onTask`). */
export function ViewMenu({
  search,
  view,
  modified,
  onShow,
  onTask,
  onClose,
}: {
  search: LeadSearch;
  view: View | null;
  modified: boolean;
  onShow: (search: LeadSearch) => void;
  onTask: (task: ViewTask) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation("leads");
  const client = useQueryClient();
  const stale = () => client.invalidateQueries({ queryKey: ["views"] });
  const save = useMutation({
    mutationFn: (id: string) => changeView({ path: { view_id: id }, body: toSaved(search) }),
    onSuccess: async () => {
      await stale();
      notify.success(t("views.saved"));
    },
  });
  const openFirst = useMutation({
    mutationFn: ({ id, default: is }: View) =>
      (is ? openWithoutView : openWithView)({ path: { view_id: id } }),
    onSuccess: async (_, { name, default: was }) => {
      await stale();
      notify.success(was ? t("views.no_default") : t("views.now_default", { name }));
    },
  });
  const act = (run: () => void) => () => {
    onClose();
    run();
  };
  return (
    <>
      {view && modified && (
        <>
          {view.may_change && (
            <Act icon={<Save />} onClick={act(() => save.mutate(view.id))}>
              {t("views.save")}
            </Act>
          )}
          <Act icon={<RotateCcw />} onClick={act(() => onShow(toViewSearch(view)))}>
            {t("views.reset")}
          </Act>
        </>
      )}
      <Act icon={<BookmarkPlus />} onClick={act(() => onTask("new"))}>
        {t("views.save_as")}
      </Act>
      {view && (
        <>
          <Act
            icon={view.default ? <StarOff /> : <Star />}
            onClick={act(() => openFirst.mutate(view))}
          >
            {t(view.default ? "views.open_without" : "views.open_with")}
          </Act>
          {view.may_change && (
            <>
              <Act icon={<Pencil />} onClick={act(() => onTask("rename"))}>
                {t("views.rename")}
              </Act>
              <Act icon={<Trash2 />} onClick={act(() => onTask("delete"))}>
                {t("views.delete")}
              </Act>
            </>
          )}
        </>
      )}
    </>
  );
}

function Act({
  icon,
  onClick,
  children,
}: {
  icon: ReactNode;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex h-8 w-full items-center gap-2.5 rounded-sm px-2 text-left text-sm hover:bg-accent max-sm:h-12 max-sm:px-5 max-sm:text-base [&_svg]:size-4 [&_svg]:text-muted-foreground"
    >
      {icon}
      {children}
    </button>
  );
}
