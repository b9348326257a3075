import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type CustomField, changeCustomField, deleteCustomField } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";
import { Separator } from "@/shared/ui/separator";

export function FieldDangers({ field, onDone }: { field: CustomField; onDone: () => void }) {
  const { t } = useTranslation("custom-fields");
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const path = { field_id: field.id };
  const refresh = (words: string) => {
    notify.success(words);
    onDone();
    return client.invalidateQueries({ queryKey: ["custom-fields"] });
  };
  const turn = useMutation({
    mutationFn: () => changeCustomField({ path, body: { active: !field.active } }),
    onSuccess: ({ active }) => refresh(t(active ? "restored" : "retired")),
  });
  const remove = useMutation({
    meta: { ownErrors: true },
    mutationFn: () => deleteCustomField({ path }),
    onSuccess: () => refresh(t("deleted")),
  });
  return (
    <>
      <Separator />
      <div className="flex flex-wrap gap-2">
        <Button loading={turn.isPending} onClick={() => turn.mutate()}>
          {t(field.active ? "retire" : "restore")}
        </Button>
        <Button variant="ghost" className="text-red" onClick={() => setAsking(true)}>
          {t("delete")}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("delete_title", { name: field.label })}
        text={t("delete_text")}
        confirmLabel={t("delete")}
        onConfirm={() => remove.mutateAsync()}
      />
    </>
  );
}
