import { Controller, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { RETURN_REASONS } from "@/shared/leads/return-reasons";
import { Field } from "@/shared/ui/field";
import { Select } from "@/shared/ui/select";
import type { EsitoForm } from "./esito-form";

/** What an Esito that proposes a return says to the vendor. */
export function EsitoReturn({ form }: { form: UseFormReturn<EsitoForm> }) {
  const { t } = useTranslation("returns");
  return (
    <Field
      label={t("esito.reason")}
      hint={t("esito.reason_hint")}
      error={form.formState.errors.return_reason?.message}
    >
      {(control) => (
        <Controller
          control={form.control}
          name="return_reason"
          render={({ field }) => (
            <Select
              {...control}
              value={field.value}
              onValueChange={field.onChange}
              options={RETURN_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
            />
          )}
        />
      )}
    </Field>
  );
}
