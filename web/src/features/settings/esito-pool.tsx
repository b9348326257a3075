import { useQuery } from "@tanstack/react-query";
import type { UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { Esito } from "@/shared/api/generated";
import { formatNumber } from "@/shared/lib/numbers";
import { Callout } from "@/shared/ui/callout";
import { Field } from "@/shared/ui/field";
import { NumberInput } from "@/shared/ui/number-input";
import type { EsitoForm } from "./esito-form";
import { esitoReturnsQuery } from "./queries";

const LONGEST = 3650;
const MOST = 20;

/** After how many days a lead returns to its container, how often, and how many do so today. */
export function EsitoPool({
  form,
  esito,
}: {
  form: UseFormReturn<EsitoForm>;
  esito: Esito | null;
}) {
  const { t } = useTranslation("esiti");
  const { errors } = form.formState;
  const within = (most: number) => (value: number | null) =>
    (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most) ||
    t("field.whole_to", { most: formatNumber(most) });
  const [noContact, won] = form.watch(["do_not_contact", "won"]);
  const { data } = useQuery({
    ...esitoReturnsQuery(esito?.id ?? ""),
    enabled: esito !== null,
  });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t("field.pool_after_days")}
          hint={t("field.pool_after_days_hint")}
          error={errors.pool_after_days?.message}
        >
          {(control) => (
            <NumberInput
              {...control}
              max={LONGEST}
              {...form.register("pool_after_days", {
                valueAsNumber: true,
                validate: within(LONGEST),
              })}
            />
          )}
        </Field>
        <Field
          label={t("field.max_returns")}
          hint={t("field.max_returns_hint")}
          error={errors.max_returns?.message}
        >
          {(control) => (
            <NumberInput
              {...control}
              max={MOST}
              {...form.register("max_returns", { valueAsNumber: true, validate: within(MOST) })}
            />
          )}
        </Field>
      </div>
      {noContact || won ? (
        <Callout kind="warning">{t("returns.never")}</Callout>
      ) : (
        <Callout>
          <p>{t("returns.from_now")}</p>
          {data && (
            <p className="mt-1">
              {t("returns.today", { count: data.today, shown: formatNumber(data.today) })}{" "}
              {t("returns.week", { count: data.week, shown: formatNumber(data.week) })}{" "}
              {data.staying > 0 &&
                t("returns.staying", { count: data.staying, shown: formatNumber(data.staying) })}
            </p>
          )}
        </Callout>
      )}
    </>
  );
}
