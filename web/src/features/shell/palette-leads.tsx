import { useTranslation } from "react-i18next";
import { fullName } from "@/shared/lib/names";
import { formatPhone } from "@/shared/lib/phone";
import { Avatar } from "@/shared/ui/avatar";
import { CommandGroup, CommandItem } from "@/shared/ui/command";

export interface FoundLead {
  id: string;
  first_name: string | null;
  last_name: string | null;
  phone: string | null;
  email: string | null;
  esito: { name: string } | null;
}

/** The leads that were found, by name, phone in any spelling or e-mail. */
export function PaletteLeads({
  leads,
  onGo,
}: {
  leads: readonly FoundLead[];
  onGo: (href: string) => void;
}) {
  const { t } = useTranslation("shell");
  return (
    <CommandGroup heading={t("palette.leads")}>
      {leads.map((lead) => (
        <CommandItem key={lead.id} value={lead.id} onSelect={() => onGo(`/leads/${lead.id}`)}>
          <Avatar name={fullName(lead)} size="sm" />
          <span className="min-w-0 truncate">
            {fullName(lead) || lead.email || formatPhone(lead.phone)}
          </span>
          <span className="tabular shrink-0 whitespace-nowrap text-muted-foreground">
            {formatPhone(lead.phone)}
          </span>
          <span className="ml-auto shrink-0 text-muted-foreground text-xs max-sm:hidden">
            {lead.esito?.name}
          </span>
        </CommandItem>
      ))}
    </CommandGroup>
  );
}
