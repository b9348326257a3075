import { useTranslation } from "react-i18next";
import type { TimelineItem } from "@/shared/api/generated/types.gen";
import { formatDateTime } from "@/shared/lib/dates";
import { formatPhone } from "@/shared/lib/phone";

const KINDS = [
  "created",
  "assigned",
  "queued",
  "left",
  "resubmitted",
  "esito_set",
  "esito_replaced",
  "note_added",
  "edited",
  "trashed",
  "restored",
  "exported",
  "sla_warned",
  "taken_back",
  "merged",
  "told_apart",
  "recycled",
] as const;
const RETURN_KINDS = [
  "proposed",
  "withdrawn",
  "confirmed",
  "discarded",
  "sent",
  "accepted",
  "refused",
] as const;
const WAYS = ["hook", "meta", "import", "manual"] as const;
const FIELDS = [
  "first_name",
  "last_name",
  "phone",
  "email",
  "province",
  "city",
  "postal_code",
  "address",
  "housing_type",
  "campaign",
  "ad",
  "ad_set",
  "form",
  "source",
  "next_action_at",
  "next_action_kind",
  "privacy_consent",
  "marketing_consent",
  "landing_url",
  "ip_address",
  "otp",
  "esito",
  "agent",
  "container",
  "received_at",
  "attempts",
  "amount",
  "reason",
] as const;

const CONSENTS = ["given", "refused", "not_asked"] as const;

/** As people read a record: who, where from, what became of it; what the unit has added stands last. */
export const inOrder = (names: readonly string[]) => {
  const known: readonly string[] = FIELDS;
  const place = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length);
  return [...names].sort((one, other) => place(one) - place(other));
};

/** Events, names of fields and their values in the language of the page. */
export function useWords() {
  const { t } = useTranslation("record");
  const { t: ofReturns } = useTranslation("returns");
  const field = (name: string) => {
    const known = FIELDS.find((one) => one === name);
    return known ? t(`fields.${known}`) : name.replace(/^custom\./, "");
  };
  const sentence = (item: TimelineItem) => {
    const kind = KINDS.find((one) => `lead.${one}` === item.kind);
    const who = item.actor?.name ?? t(`by.${item.actor_kind}`);
    const ofReturn = RETURN_KINDS.find((one) => `vendor_return.${one}` === item.kind);
    if (ofReturn && item.return_reason) {
      const reason = ofReturns(`reason.${item.return_reason}`);
      return t(`event.return_${ofReturn}`, { who, reason });
    }
    if (!kind) return item.kind;
    const way = WAYS.find((one) => one === item.via);
    const agent = item.agent?.name ?? "—";
    if (kind === "assigned" && item.result === "manual") return t("event.given", { who, agent });
    if (kind === "assigned" && item.result === "claimed") return t("event.claimed", { who });
    if (kind === "assigned" && item.result === "same_household") {
      return t("event.household", { agent });
    }
    return t(`event.${kind}`, { who, agent, way: way ? t(`via.${way}`) : "" });
  };
  const value = (name: string, said: unknown) => {
    if (said === null || said === undefined || said === "") return "—";
    const consent = CONSENTS.find((one) => name.endsWith("_consent") && one === said);
    if (consent) return t(`consent.${consent}`);
    if (name === "phone") return formatPhone(String(said));
    if (name.endsWith("_at")) return formatDateTime(String(said));
    if (typeof said === "boolean") return said ? t("yes") : t("no");
    return Array.isArray(said) ? said.join(", ") : String(said);
  };
  return { field, sentence, value };
}
