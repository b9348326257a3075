import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import { changeEsito, createEsito, type Esito } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { Callout } from "@/shared/ui/callout";
import { FormError } from "@/shared/ui/form-error";
import { Separator } from "@/shared/ui/separator";
import { Sheet, SheetBody, SheetClose, SheetContent, SheetFooter } from "@/shared/ui/sheet";
import { EsitoDangers } from "./esito-dangers";
import { EsitoFollowUp } from "./esito-follow-up";
import { ALL_UNITS, type EsitoForm, formOf, patchOf } from "./esito-form";
import { EsitoLook } from "./esito-look";
import { EsitoMeaning } from "./esito-meaning";
import { EsitoPreview } from "./esito-preview";

/** Makes (null) or changes an Esito, with its pill as it will look on top. */
export function EsitoSheet({
  esito,
  onOpenChange,
}: {
  esito: Esito | null;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation("esiti");
  const { t: common } = useTranslation();
  const me = useMe();
  const { unitId } = useCurrentUnit();
  const client = useQueryClient();
  const editable = me.role === "admin" || esito === null || esito.unit_id !== null;
  const home = unitId ?? (me.role === "admin" ? ALL_UNITS : (me.units[0]?.id ?? ""));
  const form = useForm<EsitoForm>({ defaultValues: formOf(esito, home) });
  const { name, colour, icon } = form.watch();
  const save = useMutation({
    meta: { ownErrors: true },
    mutationFn: (values: EsitoForm) =>
      esito
        ? changeEsito({ path: { esito_id: esito.id }, body: patchOf(values) })
        : createEsito({
            body: {
              ...patchOf(values),
              unit_id: values.unit_id === ALL_UNITS ? null : values.unit_id,
            },
          }),
    onSuccess: async () => {
      notify.success(t(esito ? "saved" : "created"));
      onOpenChange(false);
      await client.invalidateQueries({ queryKey: ["esiti"] });
    },
    onError: (error) => applyProblem(form, error),
  });
  return (
    <Sheet open onOpenChange={onOpenChange}>
      <SheetContent title={esito ? t("edit_title") : t("new")}>
        <form
          noValidate
          className="flex min-h-0 flex-1 flex-col"
          onSubmit={form.handleSubmit((values) => save.mutate(values))}
        >
          <SheetBody className="flex flex-col gap-5">
            <div className="flex h-12 shrink-0 items-center justify-center rounded-md bg-muted px-4">
              <EsitoPreview name={name || t("name_example")} colour={colour} icon={icon} />
            </div>
            {!editable && <Callout>{t("only_admin")}</Callout>}
            <fieldset disabled={!editable} className="flex min-w-0 flex-col gap-5">
              <EsitoLook form={form} isNew={esito === null} />
              <Separator />
              <EsitoMeaning form={form} />
              <Separator />
              <EsitoFollowUp form={form} esito={esito} />
            </fieldset>
            <FormError form={form} />
            {esito && editable && <EsitoDangers esito={esito} onDone={() => onOpenChange(false)} />}
          </SheetBody>
          <SheetFooter>
            <SheetClose asChild>
              <Button>{common("actions.cancel")}</Button>
            </SheetClose>
            {editable && (
              <Button type="submit" variant="primary" loading={save.isPending}>
                {common(esito ? "actions.save" : "actions.create")}
              </Button>
            )}
          </SheetFooter>
        </form>
      </SheetContent>
    </Sheet>
  );
}
