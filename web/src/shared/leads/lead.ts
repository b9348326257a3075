import i18n from "i18next";
import type { Lead } from "@/shared/api/generated/types.gen";
import { fullName } from "@/shared/lib/names";
import { formatPhone } from "@/shared/lib/phone";

export type { Esito, EsitoBadge, Lead } from "@/shared/api/generated/types.gen";

/** What a lead is called: the name, or the phone, or the e-mail. */
export function leadName(lead: Pick<Lead, "first_name" | "last_name" | "phone" | "email">): string {
  return fullName(lead) || formatPhone(lead.phone) || lead.email || i18n.t("leads:no_name");
}

/** "Milano (MI)", "MI", "Milano" or nothing. */
export function leadPlace(lead: Pick<Lead, "city" | "province">): string {
  if (lead.city && lead.province) return `${lead.city} (${lead.province})`;
  return lead.city || lead.province || "";
}

export const telLink = (phone: string) => `tel:${phone}`;

/** WhatsApp's own link wants the number in digits only. */
export const whatsAppLink = (phone: string) => `https://wa.me/${phone.replace(/\D/g, "")}`;
