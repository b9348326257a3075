import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listCustomFields } from "@/shared/api/generated";
import type { ComboboxOption } from "@/shared/ui/combobox";

/** Where a value that came from outside may go; `answer` keeps it on the lead under its own name. */
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
  "received_time",
  "provider_lead_id",
  "is_test",
] as const;

export const ANSWER = "answer";

const fieldsQuery = (unitId: string) =>
  queryOptions({
    queryKey: ["custom-fields", "list", { unitId }],
    queryFn: ({ signal }) =>
      listCustomFields({ query: { unit_id: unitId, active: true, limit: 200 }, signal }),
  });

/** The fields that one may map to in a unit, as options: "keep as an answer", the standard ones, its own. */
export function useTargets(unitId: string | null): ComboboxOption[] {
  const { t } = useTranslation("mapping");
  const custom = useQuery({ ...fieldsQuery(unitId ?? ""), enabled: unitId !== null });
  return [
    { value: ANSWER, label: t("target.answer") },
    ...TARGETS.map((target) => ({ value: target, label: t(`target.${target}`) })),
    ...(custom.data?.items ?? []).map(({ key, label }) => ({
      value: `custom:${key}`,
      label,
      hint: t("custom"),
    })),
  ];
}
