import { Controller, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { type Role, useMe } from "@/shared/session/me";
import { CheckField } from "@/shared/ui/check-field";
import { Combobox } from "@/shared/ui/combobox";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";
import { Select } from "@/shared/ui/select";
import type { UserForm } from "./user-form";

const ROLES: readonly Role[] = ["agente", "referente", "admin"];

/** Name, e-mail, role, units, language and permissions. A Referente makes and changes agents only. */
export function UserFields({
  form,
  disabled = false,
  autoFocus = false,
}: {
  form: UseFormReturn<UserForm>;
  disabled?: boolean;
  autoFocus?: boolean;
}) {
  const { t } = useTranslation("users");
  const { t: common } = useTranslation();
  const me = useMe();
  const admin = me.role === "admin";
  const { errors } = form.formState;
  const role = form.watch("role");
  const filled = (value: string) => value.trim() !== "" || t("field.missing");
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t("field.first_name")} error={errors.first_name?.message}>
        {(control) => (
          <Input
            {...control}
            autoFocus={autoFocus}
            autoComplete="off"
            maxLength={200}
            disabled={disabled}
            {...form.register("first_name", { validate: filled })}
          />
        )}
      </Field>
      <Field label={t("field.last_name")} error={errors.last_name?.message}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={200}
            disabled={disabled}
            {...form.register("last_name")}
          />
        )}
      </Field>
      <Field
        label={t("field.email")}
        hint={t("field.email_hint")}
        error={errors.email?.message}
        className="sm:col-span-2"
      >
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="off"
            disabled={disabled}
            {...form.register("email", {
              validate: (value) =>
                /^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$/.test(value) || t("field.email_wrong"),
            })}
          />
        )}
      </Field>
      <Field label={t("field.role")} error={errors.role?.message}>
        {(control) => (
          <Controller
            control={form.control}
            name="role"
            render={({ field }) => (
              <Select
                {...control}
                value={field.value}
                disabled={disabled || !admin}
                onValueChange={field.onChange}
                options={ROLES.map((value) => ({ value, label: common(`role.${value}`) }))}
              />
            )}
          />
        )}
      </Field>
      <Field label={t("field.language")} error={errors.language?.message}>
        {(control) => (
          <Controller
            control={form.control}
            name="language"
            render={({ field }) => (
              <Select
                {...control}
                value={field.value}
                disabled={disabled}
                onValueChange={field.onChange}
                options={[
                  { value: "it", label: "Italiano" },
                  { value: "en", label: "English" },
                ]}
              />
            )}
          />
        )}
      </Field>
      {role !== "admin" && (
        <Field label={t("field.units")} error={errors.unit_ids?.message} className="sm:col-span-2">
          {(control) => (
            <Controller
              control={form.control}
              name="unit_ids"
              rules={{ validate: (ids) => ids.length > 0 || t("field.units_missing") }}
              render={({ field }) => (
                <Combobox
                  {...control}
                  multiple
                  title={t("field.units")}
                  disabled={disabled}
                  value={field.value}
                  onValueChange={field.onChange}
                  options={me.units.map(({ id, name }) => ({ value: id, label: name }))}
                />
              )}
            />
          )}
        </Field>
      )}
      {role === "agente" && (
        <Controller
          control={form.control}
          name="can_export"
          render={({ field }) => (
            <CheckField
              className="sm:col-span-2"
              kind="switch"
              label={t("field.can_export")}
              hint={t("field.can_export_hint")}
              disabled={disabled}
              checked={field.value}
              onCheckedChange={field.onChange}
            />
          )}
        />
      )}
      {role === "referente" && (
        <Controller
          control={form.control}
          name="can_configure"
          render={({ field }) => (
            <CheckField
              className="sm:col-span-2"
              kind="switch"
              label={t("field.can_configure")}
              hint={t("field.can_configure_hint")}
              disabled={disabled || !admin}
              checked={field.value}
              onCheckedChange={field.onChange}
            />
          )}
        />
      )}
    </div>
  );
}
