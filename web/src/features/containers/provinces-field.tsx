import { useTranslation } from "react-i18next";
import { PROVINCES } from "@/shared/lib/provinces";
import { RemovableChip } from "@/shared/ui/chip";
import { Combobox } from "@/shared/ui/combobox";
import { Field } from "@/shared/ui/field";

const OPTIONS = PROVINCES.map(({ code, name, region }) => ({
  value: code,
  label: `${name} (${code})`,
  hint: region,
}));

const NAMES = new Map(PROVINCES.map(({ code, name }) => [code, name]));

/** The provinces that a member covers; none chosen means all. A search by region finds its provinces. */
export function ProvincesField({
  value,
  onValueChange,
  error,
  hint,
}: {
  value: readonly string[];
  onValueChange: (codes: string[]) => void;
  error: string | undefined;
  hint: string;
}) {
  const { t } = useTranslation("containers");
  return (
    <Field label={t("team.field_provinces")} hint={hint} error={error}>
      {(control) => (
        <>
          <Combobox
            {...control}
            multiple
            title={t("team.field_provinces")}
            placeholder={t("team.provinces_all")}
            value={value}
            onValueChange={onValueChange}
            options={OPTIONS}
          />
          {value.length > 0 && (
            <div className="flex flex-wrap gap-1.5">
              {value.map((code) => (
                <RemovableChip
                  key={code}
                  label={NAMES.get(code) ?? code}
                  onRemove={() => onValueChange(value.filter((one) => one !== code))}
                />
              ))}
            </div>
          )}
        </>
      )}
    </Field>
  );
}
