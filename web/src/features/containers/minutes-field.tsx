import type { UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Field } from "@/shared/ui/field";
import { NumberInput } from "@/shared/ui/number-input";
import type { ContainerForm } from "./container-form";

/** Minutes of a container's rule; where it is optional, an empty field is null: the rule is off. */
export function MinutesField({
  form,
  name,
  label,
  hint,
  optional = false,
  most = 1440,
}: {
  form: UseFormReturn<ContainerForm>;
  name: "claim_minutes" | "pace_minutes" | "sla_warn_minutes" | "sla_take_back_minutes";
  label: string;
  hint: string;
  optional?: boolean;
  most?: number;
}) {
  const { t } = useTranslation("containers");
  const read = (value: string | number | null) =>
    value === "" || value === null ? null : Number(value);
  return (
    <Field
      label={label}
      hint={hint}
      error={form.formState.errors[name]?.message}
      optional={optional}
    >
      {(control) => (
        <NumberInput
          {...control}
          max={most}
          {...form.register(name, {
            setValueAs: read,
            validate: (value) =>
              (value === null
                ? optional
                : Number.isInteger(value) && value >= 1 && value <= most) ||
              t("field.minutes_wrong", { most }),
          })}
        />
      )}
    </Field>
  );
}
