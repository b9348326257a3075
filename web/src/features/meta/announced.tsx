import { useTranslation } from "react-i18next";
import type { MetaLeadOut } from "@/shared/api/generated";
import { formatDateTime, formatRelative } from "@/shared/lib/dates";
import { formatPhone } from "@/shared/lib/phone";

/** Who it is as far as Meta has told, of which form, since when. */
export function Announced({ lead }: { lead: MetaLeadOut }) {
  const { t } = useTranslation("meta");
  const { person, form, received_at } = lead;
  const name = person?.name ?? t("lead.unknown", { id: lead.leadgen_id });
  const reach = [person?.phone && formatPhone(person.phone), person?.email].filter(Boolean);
  return (
    <div className="min-w-0">
      <p className="truncate font-medium text-base">{name}</p>
      <p className="tabular truncate text-muted-foreground text-sm">
        {reach.length > 0 ? reach.join(" · ") : t("lead.not_told")}
      </p>
      <p className="truncate text-muted-foreground text-xs">
        {form ? (form.name ?? t("form.unnamed", { id: form.id })) : t("lead.no_form")}
        {" · "}
        <time dateTime={received_at} data-tooltip={formatDateTime(received_at)}>
          {formatRelative(received_at)}
        </time>
      </p>
    </div>
  );
}
