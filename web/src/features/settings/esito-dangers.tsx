import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeEsito, deleteEsito, type Esito } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";
import { Separator } from "@/shared/ui/separator";
import { ReplaceDialog } from "./replace-dialog";

/** Retire and bring back; delete while no lead carries it (else the confirmation says so). */
export function EsitoDangers({ esito, onDone }: { esito: Esito; onDone: () => void }) {
  const { t } = useTranslation("esiti");
  const [asking, setAsking] = useState(false);
  const [replacing, setReplacing] = useState(false);
  const client = useQueryClient();
  const path = { esito_id: esito.id };
  const refresh = (words: string) => {
    notify.success(words);
    onDone();
    return client.invalidateQueries({ queryKey: ["esiti"] });
  };
  const turn = useMutation({
    mutationFn: () => changeEsito({ path, body: { active: !esito.active } }),
    onSuccess: ({ active }) => refresh(t(active ? "restored" : "retired_done")),
  });
  const remove = useMutation({
    meta: { ownErrors: true },
    mutationFn: () => deleteEsito({ path }),
    onSuccess: () => refresh(t("deleted")),
  });
  return (
    <>
      <Separator />
      <div>
        <div className="flex flex-wrap gap-2">
          <Button loading={turn.isPending} onClick={() => turn.mutate()}>
            {t(esito.active ? "retire" : "restore")}
          </Button>
          {esito.active && !esito.initial && (
            <Button aria-haspopup="dialog" onClick={() => setReplacing(true)}>
              {t("replace.open")}
            </Button>
          )}
          <Button variant="ghost" className="text-red" onClick={() => setAsking(true)}>
            {t("delete")}
          </Button>
        </div>
        {esito.active && <p className="mt-1.5 text-muted-foreground text-xs">{t("retire_text")}</p>}
      </div>
      {replacing && (
        <ReplaceDialog esito={esito} onClose={() => setReplacing(false)} onDone={onDone} />
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("delete_title", { name: esito.name })}
        text={t("delete_text")}
        confirmLabel={t("delete")}
        onConfirm={() => remove.mutateAsync()}
      />
    </>
  );
}
