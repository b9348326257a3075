import type { UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";
import type { ContainerForm } from "./container-form";

/** What the chosen policy asks for besides its name: minutes. */
export function PolicyMinutes({ form }: { form: UseFormReturn<ContainerForm> }) {
  const { t } = useTranslation("containers");
  if (form.watch("policy") !== "first_to_claim") return null;
  return (
    <Field
      label={t("field.claim_minutes")}
      hint={t("field.claim_minutes_hint")}
      error={form.formState.errors.claim_minutes?.message}
      className="sm:col-span-2"
    >
      {(control) => (
        <Input
          {...control}
          type="number"
          inputMode="numeric"
          min={1}
          max={1440}
          className="w-28"
          {...form.register("claim_minutes", {
            valueAsNumber: true,
            validate: (value) => (value >= 1 && value <= 1440) || t("field.minutes_wrong"),
          })}
        />
      )}
    </Field>
  );
}
