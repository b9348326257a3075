import { useQuery } from "@tanstack/react-query";
import { ArrowRight, Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/shared/ui/button";
import { Combobox } from "@/shared/ui/combobox";
import { IconButton } from "@/shared/ui/icon-button";
import { Input } from "@/shared/ui/input";
import { unitFieldsQuery } from "./queries";

export interface Rule {
  key: string;
  target: string;
}

const TARGETS = [
  "full_name",
  "first_name",
  "last_name",
  "phone",
  "email",
  "province",
  "region",
  "city",
  "postal_code",
  "address",
  "street_number",
  "housing_type",
  "campaign",
  "ad",
  "ad_set",
  "form",
  "source",
  "landing_url",
  "ip_address",
  "otp",
  "privacy_consent",
  "marketing_consent",
  "received_at",
  "provider_lead_id",
  "answer",
] as const;

/** The sender's own names and the fields they go to; what is not named here is recognised by itself. */
export function MappingField({
  unitId,
  rules,
  onRulesChange,
}: {
  unitId: string;
  rules: readonly Rule[];
  onRulesChange: (rules: Rule[]) => void;
}) {
  const { t } = useTranslation("containers");
  const { t: common } = useTranslation();
  const custom = useQuery(unitFieldsQuery(unitId)).data?.items ?? [];
  const options = [
    ...TARGETS.map((target) => ({ value: target as string, label: t(`target.${target}`) })),
    ...custom.map((field) => ({
      value: `custom:${field.key}`,
      label: field.label,
      hint: t("mapping.custom"),
    })),
  ];
  const replace = (index: number, rule: Rule) =>
    onRulesChange(rules.map((one, at) => (at === index ? rule : one)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="font-medium text-sm">{t("mapping.title")}</legend>
      <p className="text-muted-foreground text-xs">{t("mapping.text")}</p>
      {rules.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no identity but its place
        <div key={index} className="flex items-center gap-2">
          <Input
            aria-label={t("mapping.key")}
            placeholder={t("mapping.key_example")}
            value={rule.key}
            maxLength={200}
            onChange={(event) => replace(index, { ...rule, key: event.target.value })}
          />
          <ArrowRight className="size-4 shrink-0 text-muted-foreground" aria-hidden />
          <Combobox
            title={t("mapping.target")}
            value={rule.target || null}
            onValueChange={(target) => replace(index, { ...rule, target: target ?? "" })}
            options={options}
          />
          <IconButton
            label={t("mapping.remove")}
            onClick={() => onRulesChange(rules.filter((_, at) => at !== index))}
          >
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      <Button
        size="sm"
        className="self-start"
        onClick={() => onRulesChange([...rules, { key: "", target: "" }])}
      >
        <Plus aria-hidden />
        {common("actions.add")}
      </Button>
    </fieldset>
  );
}
