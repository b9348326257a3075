import type { UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { ContainerForm } from "./container-form";
import { MinutesField } from "./minutes-field";

/** What the chosen policy asks for besides its name: minutes. */
export function PolicyMinutes({ form }: { form: UseFormReturn<ContainerForm> }) {
  const { t } = useTranslation("containers");
  const policy = form.watch("policy");
  if (policy === "first_to_claim") {
    return (
      <MinutesField
        form={form}
        name="claim_minutes"
        label={t("field.claim_minutes")}
        hint={t("field.claim_minutes_hint")}
      />
    );
  }
  if (policy !== "paced") return null;
  return (
    <MinutesField
      form={form}
      name="pace_minutes"
      label={t("field.pace_minutes")}
      hint={t("field.pace_minutes_hint")}
      optional
    />
  );
}
