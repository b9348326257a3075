import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import { type CustomField, changeCustomField, createCustomField } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { CheckField } from "@/shared/ui/check-field";
import { Combobox } from "@/shared/ui/combobox";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { Input } from "@/shared/ui/input";
import { Select } from "@/shared/ui/select";
import { ChoicesField } from "./choices-field";
import { FieldDangers } from "./field-dangers";
import { doubleChoice, type FieldForm, formOf, hasChoices, patchOf, TYPES } from "./field-form";

/** Makes (null) or changes a custom field. */
export function FieldDialog({
  field,
  groups,
  onOpenChange,
}: {
  field: CustomField | null;
  groups: readonly string[];
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation("custom-fields");
  const { t: common } = useTranslation();
  const { units } = useMe();
  const { unitId } = useCurrentUnit();
  const client = useQueryClient();
  const list = useId();
  const form = useForm<FieldForm>({
    defaultValues: formOf(field, unitId ?? units[0]?.id ?? ""),
  });
  const { errors } = form.formState;
  const type = form.watch("type");
  const save = useMutation({
    meta: { ownErrors: true },
    mutationFn: (values: FieldForm) =>
      field
        ? changeCustomField({ path: { field_id: field.id }, body: patchOf(values) })
        : createCustomField({ body: { ...patchOf(values), unit_id: values.unit_id } }),
    onSuccess: async () => {
      notify.success(t(field ? "saved" : "created"));
      onOpenChange(false);
      await client.invalidateQueries({ queryKey: ["custom-fields"] });
    },
    onError: (error) => applyProblem(form, error),
  });
  return (
    <Dialog open onOpenChange={onOpenChange}>
      <DialogContent title={field ? field.label : t("new")} text={field?.key}>
        <form
          noValidate
          className="flex min-h-0 flex-col"
          onSubmit={form.handleSubmit((values) => save.mutate(values))}
        >
          <DialogBody className="flex flex-col gap-4">
            <Field label={t("field.label")} error={errors.label?.message}>
              {(control) => (
                <Input
                  {...control}
                  autoFocus={!field}
                  maxLength={100}
                  placeholder={t("field.label_example")}
                  {...form.register("label", {
                    validate: (value) => value.trim() !== "" || t("field.missing"),
                  })}
                />
              )}
            </Field>
            {!field && units.length > 1 && (
              <Field label={t("field.unit")} error={errors.unit_id?.message}>
                {(control) => (
                  <Controller
                    control={form.control}
                    name="unit_id"
                    render={({ field: unit }) => (
                      <Combobox
                        {...control}
                        title={t("field.unit")}
                        value={unit.value}
                        onValueChange={unit.onChange}
                        options={units.map(({ id, name }) => ({ value: id, label: name }))}
                      />
                    )}
                  />
                )}
              </Field>
            )}
            <div className="grid gap-4 sm:grid-cols-2">
              <Field
                label={t("field.type")}
                hint={field ? t("field.type_hint") : undefined}
                error={errors.type?.message}
              >
                {(control) => (
                  <Controller
                    control={form.control}
                    name="type"
                    render={({ field: kind }) => (
                      <Select
                        {...control}
                        value={kind.value}
                        onValueChange={kind.onChange}
                        options={TYPES.map((value) => ({ value, label: t(`type.${value}`) }))}
                      />
                    )}
                  />
                )}
              </Field>
              <Field
                label={t("field.group")}
                hint={t("field.group_hint")}
                error={errors.group?.message}
                optional
              >
                {(control) => (
                  <Input {...control} list={list} maxLength={60} {...form.register("group")} />
                )}
              </Field>
              <datalist id={list}>
                {groups.map((group) => (
                  <option key={group} value={group} />
                ))}
              </datalist>
            </div>
            {hasChoices(type) && (
              <Controller
                control={form.control}
                name="choices"
                rules={{
                  validate: (choices) => {
                    if (!choices.some((choice) => choice.trim())) return t("choices.missing");
                    const double = doubleChoice(choices);
                    return double === undefined || t("choices.double", { choice: double });
                  },
                }}
                render={({ field: choices }) => (
                  <ChoicesField
                    value={choices.value}
                    onValueChange={choices.onChange}
                    error={errors.choices?.message as string | undefined}
                  />
                )}
              />
            )}
            <Controller
              control={form.control}
              name="required"
              render={({ field: required }) => (
                <CheckField
                  kind="switch"
                  label={t("field.required")}
                  hint={t("field.required_hint")}
                  checked={required.value}
                  onCheckedChange={required.onChange}
                />
              )}
            />
            <FormError form={form} />
            {field && <FieldDangers field={field} onDone={() => onOpenChange(false)} />}
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button>{common("actions.cancel")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" loading={save.isPending}>
              {common(field ? "actions.save" : "actions.create")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
