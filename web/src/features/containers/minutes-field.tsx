import type { UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";
import type { ContainerForm } from "./container-form";

const MOST = 1440;

/** Minutes of a container's rule; where it is optional, an empty field is null: the rule is off. */
export function MinutesField({
  form,
  name,
  label,
  hint,
  optional = false,
}: {
  form: UseFormReturn<ContainerForm>;
  name: "claim_minutes" | "pace_minutes";
  label: string;
  hint: string;
  optional?: boolean;
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
        <Input
          {...control}
          type="number"
          inputMode="numeric"
          min={1}
          max={MOST}
          className="w-28"
          {...form.register(name, {
            setValueAs: read,
            validate: (value) =>
              (value === null
                ? optional
                : Number.isInteger(value) && value >= 1 && value <= MOST) ||
              t("field.minutes_wrong"),
          })}
        />
      )}
    </Field>
  );
}
