import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { deleteView } from "@/shared/api/generated";
import type { View } from "@/shared/api/generated/types.gen";
import { notify } from "@/shared/lib/notify";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";

export function DeleteView({
  view,
  onClose,
  onDeleted,
}: {
  view: View;
  onClose: () => void;
  onDeleted: () => void;
}) {
  const { t } = useTranslation("leads");
  const client = useQueryClient();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("views.delete_title", { name: view.name })}
      text={t(view.unit_id ? "views.delete_shared" : "views.delete_text")}
      confirmLabel={t("views.delete")}
      onConfirm={async () => {
        await deleteView({ path: { view_id: view.id } });
        onDeleted();
        await client.invalidateQueries({ queryKey: ["views"] });
        notify.success(t("views.deleted"));
      }}
    />
  );
}
