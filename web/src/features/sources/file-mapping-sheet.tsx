import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeFileMapping, type FileMapping, forgetFileMapping } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { ANSWER, useTargets } from "@/shared/mapping/use-targets";
import { Button } from "@/shared/ui/button";
import { Combobox } from "@/shared/ui/combobox";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";
import { Sheet, SheetBody, SheetClose, SheetContent, SheetFooter } from "@/shared/ui/sheet";

/** The columns of a file and the fields that they go to, corrected one by one; or all of it forgotten. */
export function FileMappingSheet({
  mapping: opened,
  onOpenChange,
}: {
  mapping: FileMapping;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation("sources");
  const { t: common } = useTranslation();
  const client = useQueryClient();
  const options = useTargets(opened.unit.id);
  const [asking, setAsking] = useState(false);
  const path = { unit_id: opened.unit.id, fingerprint: opened.fingerprint };
  const refresh = () => client.invalidateQueries({ queryKey: ["imports"] });
  const change = useMutation({
    mutationFn: (mapping: Record<string, string>) => changeFileMapping({ path, body: { mapping } }),
    onSuccess: refresh,
  });
  const mapping = {
    ...opened.mapping,
    ...change.data?.mapping,
    ...(change.isPending && change.variables),
  };
  return (
    <Sheet open onOpenChange={onOpenChange}>
      <SheetContent title={opened.filename ?? t("files.nameless")} text={t("files.sheet")}>
        <SheetBody>
          <ul className="flex flex-col gap-3" aria-busy={change.isPending}>
            {Object.entries(mapping).map(([header, target]) => (
              <li key={header} className="grid gap-1.5 sm:grid-cols-2 sm:items-center sm:gap-4">
                <span className="truncate font-medium text-sm">{header}</span>
                <Combobox
                  title={t("files.target", { header })}
                  value={target}
                  disabled={change.isPending}
                  onValueChange={(next) =>
                    next && next !== target && change.mutate({ [header]: next })
                  }
                  options={options}
                  {...(target === ANSWER ? { className: "text-muted-foreground" } : {})}
                />
              </li>
            ))}
          </ul>
        </SheetBody>
        <SheetFooter>
          <Button variant="ghost" className="mr-auto text-red" onClick={() => setAsking(true)}>
            {t("files.forget")}
          </Button>
          <SheetClose asChild>
            <Button>{common("actions.close")}</Button>
          </SheetClose>
        </SheetFooter>
        <ConfirmDialog
          open={asking}
          onOpenChange={setAsking}
          title={t("files.forget_title")}
          text={t("files.forget_text")}
          confirmLabel={t("files.forget")}
          onConfirm={async () => {
            await forgetFileMapping({ path });
            notify.success(t("files.forgotten"));
            onOpenChange(false);
            await refresh();
          }}
        />
      </SheetContent>
    </Sheet>
  );
}
