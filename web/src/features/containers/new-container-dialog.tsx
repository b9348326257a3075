import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import { createContainer } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { Combobox } from "@/shared/ui/combobox";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { Input } from "@/shared/ui/input";
import { CHOOSABLE, type Policy } from "./policies";
import { PolicyField } from "./policy-field";

interface NewContainer {
  unit_id: string | null;
  name: string;
  policy: Policy;
  source: string;
}

export function NewContainerDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation("containers");
  const { t: common } = useTranslation();
  const { units } = useMe();
  const { unitId } = useCurrentUnit();
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useForm<NewContainer>({
    defaultValues: {
      unit_id: unitId ?? (units.length === 1 ? (units[0]?.id ?? null) : null),
      name: "",
      policy: "round_robin",
      source: "",
    },
  });
  const { errors } = form.formState;
  const create = useMutation({
    meta: { ownErrors: true },
    mutationFn: ({ unit_id, name, policy, source }: NewContainer) =>
      createContainer({ body: { unit_id: unit_id ?? "", name, policy, source: source || null } }),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ["containers"] });
      notify.success(t("new.done"));
      onOpenChange(false);
      await navigate({ to: "/containers/$containerId", params: { containerId: made.id } });
    },
    onError: (error) => applyProblem(form, error),
  });
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t("new.title")} text={t("new.text")}>
        <form
          noValidate
          className="flex min-h-0 flex-col"
          onSubmit={form.handleSubmit((values) => create.mutate(values))}
        >
          <DialogBody className="flex flex-col gap-4">
            <Field label={t("field.name")} error={errors.name?.message}>
              {(control) => (
                <Input
                  {...control}
                  autoFocus
                  placeholder={t("field.name_example")}
                  maxLength={200}
                  {...form.register("name", { required: t("field.missing") })}
                />
              )}
            </Field>
            <Field label={t("field.unit")} error={errors.unit_id?.message}>
              {(control) => (
                <Controller
                  control={form.control}
                  name="unit_id"
                  rules={{ required: t("field.missing") }}
                  render={({ field }) => (
                    <Combobox
                      {...control}
                      title={t("field.unit")}
                      value={field.value}
                      onValueChange={field.onChange}
                      options={units.map(({ id, name }) => ({ value: id, label: name }))}
                    />
                  )}
                />
              )}
            </Field>
            <Controller
              control={form.control}
              name="policy"
              render={({ field }) => (
                <PolicyField
                  value={field.value}
                  onValueChange={field.onChange}
                  policies={CHOOSABLE}
                />
              )}
            />
            <Field
              label={t("field.source")}
              hint={t("field.source_hint")}
              error={errors.source?.message}
              optional
            >
              {(control) => (
                <Input
                  {...control}
                  placeholder="Facebook"
                  maxLength={200}
                  {...form.register("source")}
                />
              )}
            </Field>
            <FormError form={form} />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button>{common("actions.cancel")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" loading={create.isPending}>
              {common("actions.create")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
