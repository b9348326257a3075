import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import { type ReportSpec, type SavedReport, saveReport } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { CheckField } from "@/shared/ui/check-field";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { Input } from "@/shared/ui/input";

/** Keeps a report under a name; who leads a unit may share it. */
export function SaveDialog({
  spec,
  onClose,
  onSaved,
}: {
  spec: ReportSpec;
  onClose: () => void;
  onSaved: (report: SavedReport) => void;
}) {
  const { t } = useTranslation("reports");
  const { t: common } = useTranslation();
  const me = useMe();
  const { unitId, unit } = useCurrentUnit();
  const client = useQueryClient();
  const form = useForm({ defaultValues: { name: "", shared: false } });
  const mayShare = me.role === "admin" || (me.role === "referente" && unitId !== null);
  const save = useMutation({
    meta: { ownErrors: true },
    mutationFn: (values: { name: string; shared: boolean }) =>
      saveReport({ body: { ...values, spec, unit_id: values.shared ? unitId : null } }),
    onSuccess: async (report) => {
      notify.success(t("saved"));
      await client.invalidateQueries({ queryKey: ["reports", "list"] });
      onSaved(report);
    },
    onError: (error) => applyProblem(form, error),
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent width="sm" title={t("save")}>
        <form noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
          <DialogBody className="flex flex-col gap-4">
            <Field label={t("name")} error={form.formState.errors.name?.message}>
              {(control) => (
                <Input
                  {...control}
                  autoFocus
                  maxLength={120}
                  {...form.register("name", {
                    validate: (value) => value.trim() !== "" || t("name_missing"),
                  })}
                />
              )}
            </Field>
            {mayShare && (
              <CheckField
                label={unit ? t("share_unit", { unit: unit.name }) : t("share_all")}
                checked={form.watch("shared")}
                onCheckedChange={(shared) => form.setValue("shared", shared === true)}
              />
            )}
            <FormError form={form} />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button>{common("actions.cancel")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" loading={save.isPending}>
              {common("actions.save")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
