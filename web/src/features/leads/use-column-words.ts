import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { customFieldsQuery } from "@/shared/leads/custom-fields";
import { type Column, isCustom, keyOf } from "./columns";

/** The active fields, each key once: two units may have the same. */
export function useCustomFields(unitId: string | null) {
  const { data } = useQuery(customFieldsQuery(unitId));
  const active = data?.items.filter((field) => field.active) ?? [];
  return [...new Map(active.map((field) => [field.key, field])).values()];
}

/** What a column is called. */
export function useColumnWords(unitId: string | null) {
  const { t } = useTranslation("leads");
  const fields = useCustomFields(unitId);
  return (column: Column): string => {
    if (!isCustom(column)) return t(`column.${column}`);
    const key = keyOf(column);
    return fields.find((field) => field.key === key)?.label ?? key;
  };
}
