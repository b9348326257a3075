import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeUnit, deleteUnit, type Unit } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";
import { Separator } from "@/shared/ui/separator";

/** Turning a unit off and on, and deleting it; a refusal is said in the confirmation. */
export function UnitDangers({ unit, onDone }: { unit: Unit; onDone: () => void }) {
  const { t } = useTranslation("units");
  const [asking, setAsking] = useState<"deactivate" | "delete">();
  const client = useQueryClient();
  const refresh = () => {
    onDone();
    return Promise.all([
      client.invalidateQueries({ queryKey: ["units"] }),
      client.invalidateQueries({ queryKey: ["containers"] }),
      client.invalidateQueries({ queryKey: ["me"] }),
    ]);
  };
  const turn = useMutation({
    meta: { ownErrors: true },
    mutationFn: (active: boolean) => changeUnit({ path: { unit_id: unit.id }, body: { active } }),
    onSuccess: ({ active }) => {
      notify.success(t(active ? "activated" : "deactivated"));
      return refresh();
    },
  });
  const remove = useMutation({
    meta: { ownErrors: true },
    mutationFn: () => deleteUnit({ path: { unit_id: unit.id } }),
    onSuccess: () => {
      notify.success(t("deleted"));
      return refresh();
    },
  });
  return (
    <>
      <Separator />
      <div className="flex flex-wrap gap-2">
        {unit.active ? (
          <Button onClick={() => setAsking("deactivate")}>{t("deactivate")}</Button>
        ) : (
          <Button loading={turn.isPending} onClick={() => turn.mutate(true)}>
            {t("activate")}
          </Button>
        )}
        <Button variant="ghost" className="text-red" onClick={() => setAsking("delete")}>
          {t("delete")}
        </Button>
      </div>
      <ConfirmDialog
        open={asking === "deactivate"}
        onOpenChange={(open) => !open && setAsking(undefined)}
        title={t("deactivate_title", { name: unit.name })}
        text={t("deactivate_text")}
        confirmLabel={t("deactivate")}
        onConfirm={() => turn.mutateAsync(false)}
      />
      <ConfirmDialog
        open={asking === "delete"}
        onOpenChange={(open) => !open && setAsking(undefined)}
        title={t("delete_title", { name: unit.name })}
        text={t("delete_text")}
        confirmLabel={t("delete")}
        onConfirm={() => remove.mutateAsync()}
      />
    </>
  );
}
