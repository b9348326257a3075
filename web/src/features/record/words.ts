import { useTranslation } from "react-i18next";
import type { TimelineItem } from "@/shared/api/generated/types.gen";

const KINDS = [
  "created",
  "assigned",
  "queued",
  "left",
  "resubmitted",
  "esito_set",
  "note_added",
  "edited",
  "trashed",
  "restored",
  "exported",
  "sla_warned",
  "taken_back",
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
] as const;

/** Events and names of fields in the language of the page. */
export function useWords() {
  const { t } = useTranslation("record");
  const field = (name: string) => {
    const known = FIELDS.find((one) => one === name);
    return known ? t(`fields.${known}`) : name.replace(/^custom\./, "");
  };
  const sentence = (item: TimelineItem) => {
    const kind = KINDS.find((one) => `lead.${one}` === item.kind);
    if (!kind) return item.kind;
    const way = WAYS.find((one) => one === item.via);
    const who = item.actor?.name ?? t(`by.${item.actor_kind}`);
    const agent = item.agent?.name ?? "—";
    if (kind === "assigned" && item.result === "manual") return t("event.given", { who, agent });
    if (kind === "assigned" && item.result === "claimed") return t("event.claimed", { who });
    if (kind === "assigned" && item.result === "same_household") {
      return t("event.household", { agent });
    }
    return t(`event.${kind}`, { who, agent, way: way ? t(`via.${way}`) : "" });
  };
  return { field, sentence };
}
