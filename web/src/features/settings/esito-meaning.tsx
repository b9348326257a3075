import { Controller, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { CheckField } from "@/shared/ui/check-field";
import type { EsitoForm } from "./esito-form";
import { FLAGS } from "./use-esito-words";

/** The flags that figures, filters and rules read. */
export function EsitoMeaning({ form }: { form: UseFormReturn<EsitoForm> }) {
  const { t } = useTranslation("esiti");
  return (
    <fieldset>
      <legend className="mb-2.5 font-medium text-sm">{t("meaning")}</legend>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        {FLAGS.map((flag) => (
          <Controller
            key={flag}
            control={form.control}
            name={flag}
            render={({ field, fieldState }) => (
              <div>
                <CheckField
                  label={t(`flag.${flag}`)}
                  hint={t(`flag_hint.${flag}`)}
                  checked={field.value}
                  onCheckedChange={field.onChange}
                />
                {fieldState.error && (
                  <p role="alert" className="mt-1 text-red text-xs">
                    {fieldState.error.message}
                  </p>
                )}
              </div>
            )}
          />
        ))}
      </div>
    </fieldset>
  );
}
