import { useTranslation } from "react-i18next";
import { CheckField } from "@/shared/ui/check-field";
import { Field } from "@/shared/ui/field";
import { NumberInput } from "@/shared/ui/number-input";

/** A number, or no limit (null). */
export function CapField({
  label,
  hint,
  error,
  value,
  onValueChange,
  fallback,
}: {
  label: string;
  hint: string;
  error: string | undefined;
  value: number | null;
  onValueChange: (value: number | null) => void;
  /** What stands in the field when the limit is switched on. */
  fallback: number;
}) {
  const { t } = useTranslation("containers");
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className="flex items-center gap-4">
          <NumberInput
            {...control}
            min={0}
            disabled={value === null}
            placeholder="∞"
            value={value === null || Number.isNaN(value) ? "" : value}
            onChange={(event) => onValueChange(event.target.valueAsNumber)}
          />
          <CheckField
            label={t("team.no_limit")}
            checked={value === null}
            onCheckedChange={(none) => onValueChange(none ? null : fallback)}
          />
        </div>
      )}
    </Field>
  );
}
