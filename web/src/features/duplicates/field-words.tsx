import { useTranslation } from "react-i18next";
import type { Choice, Lead } from "@/shared/api/generated/types.gen";
import { EsitoPill } from "@/shared/leads/esito-pill";
import { formatDate, formatDateTime } from "@/shared/lib/dates";
import { formatPhone } from "@/shared/lib/phone";

const FIELDS = [
  "first_name",
  "last_name",
  "phone",
  "email",
  "address",
  "city",
  "postal_code",
  "province",
  "housing_type",
  "source",
  "campaign",
  "ad_set",
  "ad",
  "form",
  "landing_url",
  "ip_address",
  "otp",
  "privacy_consent",
  "marketing_consent",
  "esito",
  "agent",
  "next_action",
] as const;

/** The name of a field, in the language of the page or as the unit calls it. */
export function useFieldName() {
  const { t } = useTranslation("duplicates");
  return ({ field, label }: Choice) => {
    const known = FIELDS.find((one) => one === field);
    return label ?? (known ? t(`fields.${known}`) : field.replace(/^custom\./, ""));
  };
}

/** What a lead has in a field, as people read it. */
export function FieldValue({ lead, field }: { lead: Lead; field: string }) {
  const { t } = useTranslation("duplicates");
  if (field === "esito") return <EsitoPill esito={lead.esito} />;
  const said = () => {
    if (field === "phone") return formatPhone(lead.phone);
    if (field === "agent") return lead.agent?.name ?? (lead.queued_at ? t("in_queue") : "");
    if (field === "next_action") {
      if (!lead.next_action_at) return "";
      const step = t(`step.${lead.next_action_kind ?? "call_back"}`);
      return `${step} · ${formatDateTime(lead.next_action_at)}`;
    }
    if (field === "privacy_consent" || field === "marketing_consent") {
      const proof = lead.consents[field.replace("_consent", "")] as { at?: string } | undefined;
      const at = proof?.at && !Number.isNaN(Date.parse(proof.at)) ? formatDate(proof.at) : null;
      return [t(`consent.${lead[field]}`), at].filter(Boolean).join(" · ");
    }
    if (field.startsWith("custom.")) return lead.custom[field.slice("custom.".length)];
    return lead[field as keyof Lead];
  };
  const value = said();
  if (value === true) return t("yes");
  if (value === false) return t("no");
  const text = Array.isArray(value) ? value.join(", ") : String(value ?? "");
  return text || <span className="text-muted-foreground">{t("nothing")}</span>;
}
