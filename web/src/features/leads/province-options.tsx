import { useTranslation } from "react-i18next";
import { PROVINCES } from "@/shared/lib/provinces";
import { FilterOptions } from "./filter-options";

export function ProvinceOptions({
  chosen,
  onChange,
}: {
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const { t } = useTranslation("leads");
  return (
    <FilterOptions
      chosen={chosen}
      onChange={onChange}
      options={[
        { value: "none", label: t("no_province") },
        ...PROVINCES.map(({ code, name }) => ({ value: code, label: `${name} (${code})` })),
      ]}
    />
  );
}
