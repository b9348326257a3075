import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { commitImport, type ImportOut, undoImport } from "@/shared/api/generated";
import { cn } from "@/shared/lib/cn";
import { formatNumber } from "@/shared/lib/numbers";
import { Button } from "@/shared/ui/button";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";
import { downloadRejected } from "./download-rejected";
import { importQuery } from "./queries";

/** What can be done with the import now: write it, take it back, fetch what was rejected. */
export function ImportActions({ one, className }: { one: ImportOut; className?: string }) {
  const { t } = useTranslation("imports");
  const client = useQueryClient();
  const [undoing, setUndoing] = useState(false);
  const took = (after: ImportOut) => {
    client.setQueryData(importQuery(one.id).queryKey, after);
    for (const key of ["leads", "today", "containers"]) {
      void client.invalidateQueries({ queryKey: [key] });
    }
    void client.invalidateQueries({ queryKey: ["imports", "list"] });
  };
  const commit = useMutation({
    mutationFn: () => commitImport({ path: { import_id: one.id } }),
    onSuccess: took,
  });
  const download = useMutation({ mutationFn: () => downloadRejected(one) });
  const { counts, state } = one;
  const records = counts.new + counts.duplicate;
  const rejected = counts.rejected > 0 && (state === "preview" || state === "committed");
  if (!rejected && state !== "preview" && state !== "committed") return null;
  return (
    <div className={cn("flex flex-wrap items-center gap-2", className)}>
      {rejected && (
        <Button
          loading={download.isPending}
          onClick={() => download.mutate()}
          data-tooltip={t("action.rejected_hint")}
        >
          <Download aria-hidden />
          {t("action.rejected")}
        </Button>
      )}
      {state === "committed" && (
        <Button onClick={() => setUndoing(true)}>
          <Undo2 aria-hidden />
          {t("action.undo")}
        </Button>
      )}
      {state === "preview" && (
        <Button
          variant="primary"
          disabled={records === 0}
          loading={commit.isPending}
          onClick={() => commit.mutate()}
        >
          {t("action.commit", { count: records, shown: formatNumber(records) })}
        </Button>
      )}
      <ConfirmDialog
        open={undoing}
        onOpenChange={setUndoing}
        title={t("undo.title")}
        text={t("undo.text", { count: counts.new, shown: formatNumber(counts.new) })}
        confirmLabel={t("undo.confirm")}
        onConfirm={async () => took(await undoImport({ path: { import_id: one.id } }))}
      >
        <ul className="flex list-disc flex-col gap-1 pl-4 text-muted-foreground text-sm">
          <li>{t("undo.stays_worked")}</li>
          <li>{t("undo.stays_again")}</li>
          <li>{t("undo.stays_fields")}</li>
        </ul>
      </ConfirmDialog>
    </div>
  );
}
