import { Controller, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { Esito } from "@/shared/api/generated";
import { CheckField } from "@/shared/ui/check-field";
import { Field } from "@/shared/ui/field";
import { NumberInput } from "@/shared/ui/number-input";
import { Select } from "@/shared/ui/select";
import { SPANS } from "./duration";
import type { EsitoForm } from "./esito-form";
import { EsitoPool } from "./esito-pool";
import { EsitoReturn } from "./esito-return";

const ASKS = ["datetime", "reason", "amount", "note"] as const;
const EFFECTS = ["none", "call_back", "appointment", "client", "pool", "vendor_return"] as const;

/** What it asks for, what happens then, and when the next attempt is due. */
export function EsitoFollowUp({
  form,
  esito,
}: {
  form: UseFormReturn<EsitoForm>;
  esito: Esito | null;
}) {
  const { t } = useTranslation("esiti");
  const { errors } = form.formState;
  const whole = (value: number | null) =>
    value === null ||
    Number.isNaN(value) ||
    (Number.isInteger(value) && value >= 1) ||
    t("field.whole");
  const number = { valueAsNumber: true, validate: whole };
  return (
    <>
      <Controller
        control={form.control}
        name="asks"
        render={({ field }) => (
          <fieldset>
            <legend className="mb-2.5 font-medium text-sm">{t("asks")}</legend>
            <div className="grid grid-cols-2 gap-3">
              {ASKS.map((ask) => (
                <CheckField
                  key={ask}
                  label={t(`ask_label.${ask}`)}
                  checked={field.value.includes(ask)}
                  onCheckedChange={(on) =>
                    field.onChange(
                      ASKS.filter((one) => (one === ask ? on : field.value.includes(one))),
                    )
                  }
                />
              ))}
            </div>
          </fieldset>
        )}
      />
      <Field label={t("field.effect")} error={errors.effect?.message}>
        {(control) => (
          <Controller
            control={form.control}
            name="effect"
            render={({ field }) => (
              <Select
                {...control}
                value={field.value}
                onValueChange={field.onChange}
                options={EFFECTS.map((value) => ({ value, label: t(`effect.${value}`) }))}
              />
            )}
          />
        )}
      </Field>
      {form.watch("effect") === "pool" && <EsitoPool form={form} esito={esito} />}
      {form.watch("effect") === "vendor_return" && <EsitoReturn form={form} />}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t("field.retry_after")}
          hint={t("field.retry_after_hint")}
          error={errors.retry_after?.message}
        >
          {(control) => (
            <div className="flex gap-2">
              <NumberInput
                {...control}
                className="w-20"
                {...form.register("retry_after", number)}
              />
              <Controller
                control={form.control}
                name="retry_span"
                render={({ field }) => (
                  <Select
                    aria-label={t("field.retry_span")}
                    value={field.value}
                    onValueChange={field.onChange}
                    options={SPANS.map((value) => ({ value, label: t(`span.${value}`) }))}
                  />
                )}
              />
            </div>
          )}
        </Field>
        <Field
          label={t("field.max_attempts")}
          hint={t("field.max_attempts_hint")}
          error={errors.max_attempts?.message}
        >
          {(control) => <NumberInput {...control} {...form.register("max_attempts", number)} />}
        </Field>
      </div>
    </>
  );
}
