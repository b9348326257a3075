import type { UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { ContainerForm } from "./container-form";
import { MinutesField } from "./minutes-field";

/** Thirty days. */
const MOST = 43_200;

/** When an untouched lead is told of, and when it goes to the next. */
export function SlaFields({ form }: { form: UseFormReturn<ContainerForm> }) {
  const { t } = useTranslation("containers");
  return (["sla_warn_minutes", "sla_take_back_minutes"] as const).map((name) => (
    <MinutesField
      key={name}
      form={form}
      name={name}
      label={t(`field.${name}`)}
      hint={t(`field.${name}_hint`)}
      most={MOST}
      optional
    />
  ));
}
