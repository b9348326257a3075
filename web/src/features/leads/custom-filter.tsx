import { useTranslation } from "react-i18next";
import type { CustomField } from "@/shared/api/generated/types.gen";
import { Combobox } from "@/shared/ui/combobox";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";

/** A value for each custom field that the list may be narrowed by. */
export function CustomFilter({
  fields,
  value,
  onChange,
}: {
  fields: readonly CustomField[];
  /** By the key of the field. */
  value: Readonly<Record<string, string>>;
  onChange: (key: string, value: string | null) => void;
}) {
  const { t } = useTranslation("leads");
  return (
    <div className="flex max-h-96 flex-col gap-3 overflow-y-auto p-3 max-sm:px-5">
      {fields.map(({ key, label, type, choices }) => (
        <Field key={key} label={label}>
          {(control) =>
            type === "choice" || type === "multiple_choice" || type === "boolean" ? (
              <Combobox
                {...control}
                title={label}
                placeholder={t("filter.any")}
                clearable
                value={value[key] ?? null}
                onValueChange={(next) => onChange(key, next)}
                options={
                  type === "boolean"
                    ? (["true", "false"] as const).map((one) => ({
                        value: one,
                        label: t(`filter.${one}`),
                      }))
                    : choices.map((choice) => ({ value: choice, label: choice }))
                }
              />
            ) : (
              <Input
                {...control}
                type={type === "date" ? "date" : "text"}
                inputMode={type === "number" ? "decimal" : undefined}
                placeholder={t("filter.any")}
                defaultValue={value[key] ?? ""}
                onBlur={(event) => onChange(key, event.target.value.trim() || null)}
                onKeyDown={(event) => {
                  if (event.key === "Enter") event.currentTarget.blur();
                }}
              />
            )
          }
        </Field>
      ))}
    </div>
  );
}
