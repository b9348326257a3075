import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import type { Container } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { MappingRules } from "@/shared/mapping/mapping-rules";
import { Button } from "@/shared/ui/button";
import { Card, CardContent, CardFooter, CardHeader } from "@/shared/ui/card";
import { CheckField } from "@/shared/ui/check-field";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { Input } from "@/shared/ui/input";
import { Select } from "@/shared/ui/select";
import { type ContainerForm, formOf, patchOf } from "./container-form";
import { DeleteContainerCard } from "./delete-container-card";
import { PolicyField } from "./policy-field";
import { PolicyMinutes } from "./policy-minutes";
import { SlaFields } from "./sla-fields";
import { useChangeContainer } from "./use-change-container";
import { VendorTermsCard } from "./vendor-terms-card";

export function ContainerSettings({ container }: { container: Container }) {
  const { t } = useTranslation("containers");
  const { t: common } = useTranslation();
  const form = useForm<ContainerForm>({ defaultValues: formOf(container) });
  const { errors, isDirty } = form.formState;
  const change = useChangeContainer(container.id, true);
  const save = (values: ContainerForm) =>
    change.mutate(patchOf(values), {
      onSuccess: (saved) => {
        form.reset(formOf(saved));
        notify.success(common("state.saved"));
      },
      onError: (error) => applyProblem(form, error),
    });
  return (
    <div className="flex max-w-180 flex-col gap-4">
      <Card>
        <form noValidate onSubmit={form.handleSubmit(save)}>
          <CardHeader title={t("settings.title")} text={t("settings.text")} />
          <CardContent className="grid gap-4 sm:grid-cols-2">
            <Field label={t("field.name")} error={errors.name?.message} className="sm:col-span-2">
              {(control) => (
                <Input
                  {...control}
                  maxLength={200}
                  {...form.register("name", {
                    validate: (value) => value.trim() !== "" || t("field.missing"),
                  })}
                />
              )}
            </Field>
            <div className="sm:col-span-2">
              <Controller
                control={form.control}
                name="policy"
                render={({ field }) => (
                  <PolicyField value={field.value} onValueChange={field.onChange} />
                )}
              />
            </div>
            <div className="empty:hidden sm:col-span-2">
              <PolicyMinutes form={form} />
            </div>
            <SlaFields form={form} />
            <Field
              label={t("field.source")}
              hint={t("field.source_hint")}
              error={errors.source?.message}
            >
              {(control) => <Input {...control} maxLength={200} {...form.register("source")} />}
            </Field>
            <Field
              label={t("field.price")}
              hint={t("field.price_hint")}
              error={errors.price_per_lead?.message}
            >
              {(control) => (
                <Input
                  {...control}
                  inputMode="decimal"
                  placeholder="0,00"
                  {...form.register("price_per_lead", {
                    validate: (value) =>
                      /^\s*(\d+([.,]\d{1,2})?)?\s*$/.test(value) || t("field.price_wrong"),
                  })}
                />
              )}
            </Field>
            <Field
              label={t("field.identity_scope")}
              hint={t("field.identity_scope_hint")}
              error={errors.identity_scope?.message}
            >
              {(control) => (
                <Controller
                  control={form.control}
                  name="identity_scope"
                  render={({ field }) => (
                    <Select
                      {...control}
                      value={field.value}
                      onValueChange={field.onChange}
                      options={[
                        { value: "unit", label: t("field.identity_unit") },
                        { value: "container", label: t("field.identity_container") },
                      ]}
                    />
                  )}
                />
              )}
            </Field>
            <Field
              label={t("field.google_key")}
              hint={t("field.google_key_hint")}
              error={errors.google_key?.message}
              optional
            >
              {(control) => (
                <Input
                  {...control}
                  autoComplete="off"
                  maxLength={200}
                  {...form.register("google_key")}
                />
              )}
            </Field>
            <div className="sm:col-span-2">
              <Controller
                control={form.control}
                name="requires_province"
                render={({ field }) => (
                  <CheckField
                    kind="switch"
                    label={t("field.requires_province")}
                    hint={t("field.requires_province_hint")}
                    checked={field.value}
                    onCheckedChange={field.onChange}
                  />
                )}
              />
            </div>
            <div className="sm:col-span-2">
              <Controller
                control={form.control}
                name="mapping"
                render={({ field }) => (
                  <MappingRules
                    unitId={container.unit.id}
                    rules={field.value}
                    onRulesChange={field.onChange}
                    example="tel_cliente"
                  />
                )}
              />
              {errors.mapping && (
                <p role="alert" className="mt-1.5 text-red text-xs">
                  {errors.mapping.message}
                </p>
              )}
            </div>
            <div className="empty:hidden sm:col-span-2">
              <FormError form={form} />
            </div>
          </CardContent>
          <CardFooter>
            <Button type="submit" variant="primary" disabled={!isDirty} loading={change.isPending}>
              {common("actions.save")}
            </Button>
          </CardFooter>
        </form>
      </Card>
      <VendorTermsCard container={container} />
      <DeleteContainerCard container={container} />
    </div>
  );
}
