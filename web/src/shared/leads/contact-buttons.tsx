import { MessageCircle, Phone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatPhone } from "@/shared/lib/phone";
import { Button, type ButtonProps } from "@/shared/ui/button";
import { Tooltip } from "@/shared/ui/tooltip";
import { type Lead, leadName, telLink, whatsAppLink } from "./lead";

type Props = Pick<ButtonProps, "variant" | "size" | "className"> & {
  lead: Pick<Lead, "first_name" | "last_name" | "phone" | "email">;
  /** The icon alone, with its name as tooltip. */
  iconOnly?: boolean;
};

/** Calls through whatever the device calls with. */
export function CallButton({ lead, iconOnly = false, ...look }: Props) {
  const { t } = useTranslation("leads");
  if (!lead.phone) return null;
  const name = t("call_name", { name: leadName(lead) });
  return (
    <Tooltip label={iconOnly ? formatPhone(lead.phone) : undefined} shortcut="C">
      <Button asChild {...look}>
        <a href={telLink(lead.phone)} aria-label={name}>
          <Phone aria-hidden />
          {!iconOnly && t("call")}
        </a>
      </Button>
    </Tooltip>
  );
}

export function WhatsAppButton({ lead, iconOnly = false, ...look }: Props) {
  const { t } = useTranslation("leads");
  if (!lead.phone) return null;
  return (
    <Tooltip label={iconOnly ? "WhatsApp" : undefined} shortcut="W">
      <Button asChild {...look}>
        <a
          href={whatsAppLink(lead.phone)}
          target="_blank"
          rel="noopener"
          aria-label={t("whatsapp_name", { name: leadName(lead) })}
        >
          <MessageCircle aria-hidden />
          {!iconOnly && "WhatsApp"}
        </a>
      </Button>
    </Tooltip>
  );
}
