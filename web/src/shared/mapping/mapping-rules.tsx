import { ArrowRight, Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/shared/ui/button";
import { Combobox } from "@/shared/ui/combobox";
import { IconButton } from "@/shared/ui/icon-button";
import { Input } from "@/shared/ui/input";
import { useTargets } from "./use-targets";

export interface Rule {
  key: string;
  target: string;
}

export function toRules(mapping: Record<string, string>): Rule[] {
  return Object.entries(mapping).map(([key, target]) => ({ key, target }));
}

/** The way back; rules that are not whole are left out. */
export function toMapping(rules: readonly Rule[]): Record<string, string> {
  return Object.fromEntries(
    rules
      .filter(({ key, target }) => key.trim() && target)
      .map(({ key, target }) => [key.trim(), target]),
  );
}

/** The sender's own names and the fields they go to; what is not named here is recognised by itself. */
export function MappingRules({
  unitId,
  rules,
  onRulesChange,
  example,
}: {
  unitId: string | null;
  rules: readonly Rule[];
  onRulesChange: (rules: Rule[]) => void;
  /** A name as this sender would write it. */
  example: string;
}) {
  const { t } = useTranslation("mapping");
  const { t: common } = useTranslation();
  const options = useTargets(unitId);
  const replace = (index: number, rule: Rule) =>
    onRulesChange(rules.map((one, at) => (at === index ? rule : one)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium text-sm">{t("title")}</legend>
      <p className="text-muted-foreground text-xs">{t("text")}</p>
      {rules.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no identity but its place
        <div key={index} className="flex items-center gap-2">
          <Input
            aria-label={t("key")}
            placeholder={example}
            value={rule.key}
            maxLength={200}
            onChange={(event) => replace(index, { ...rule, key: event.target.value })}
          />
          <ArrowRight className="size-4 shrink-0 text-muted-foreground" aria-hidden />
          <Combobox
            title={t("target_of")}
            value={rule.target || null}
            onValueChange={(target) => replace(index, { ...rule, target: target ?? "" })}
            options={options}
          />
          <IconButton
            label={t("remove")}
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
