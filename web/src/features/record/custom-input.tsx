import { useTranslation } from "react-i18next";
import type { CustomField } from "@/shared/api/generated/types.gen";
import { Combobox } from "@/shared/ui/combobox";
import { DatePicker } from "@/shared/ui/date-picker";
import { Input } from "@/shared/ui/input";
import { Select } from "@/shared/ui/select";

type Value = string | number | boolean | string[] | null;

/** The control of a custom field by its type. `onPick` saves at once what is chosen rather than typed. */
export function CustomInput({
  id,
  field,
  value,
  onChange,
  onPick,
}: {
  id: string;
  field: CustomField;
  value: Value;
  onChange: (value: Value) => void;
  onPick: (value: Value) => void;
}) {
  const { t } = useTranslation("record");
  const options = field.choices.map((choice) => ({ value: choice, label: choice }));
  switch (field.type) {
    case "choice":
      return (
        <Combobox
          id={id}
          title={field.label}
          options={options}
          clearable
          value={typeof value === "string" && value ? value : null}
          onValueChange={onPick}
        />
      );
    case "multiple_choice":
      return (
        <Combobox
          id={id}
          multiple
          title={field.label}
          options={options}
          value={Array.isArray(value) ? value : []}
          onValueChange={onPick}
        />
      );
    case "boolean":
      return (
        <Select
          id={id}
          value={value === true ? "yes" : value === false ? "no" : ""}
          onValueChange={(chosen) => onPick(chosen === "yes")}
          options={[
            { value: "yes", label: t("yes") },
            { value: "no", label: t("no") },
          ]}
        />
      );
    case "date":
      return (
        <DatePicker
          id={id}
          value={typeof value === "string" && value ? value : null}
          onValueChange={onPick}
        />
      );
    default:
      return (
        <Input
          id={id}
          inputMode={field.type === "number" ? "decimal" : undefined}
          value={String(value ?? "")}
          onChange={(event) => onChange(event.target.value)}
          onBlur={() => onPick(value)}
        />
      );
  }
}
