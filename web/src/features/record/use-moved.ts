import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { type Lead, leadName } from "@/shared/leads/lead";
import { notify } from "@/shared/lib/notify";
import { leadQuery, type RecordSearch } from "./record-queries";

/** The address of a record that was merged into another: the server answers with that one, and the page goes there. */
export function useMoved(leadId: string, lead: Lead | undefined, search: RecordSearch): void {
  const { t } = useTranslation("record");
  const navigate = useNavigate();
  const client = useQueryClient();
  useEffect(() => {
    if (!lead || lead.id === leadId) return;
    client.setQueryData(leadQuery(lead.id).queryKey, lead);
    notify.info(t("moved", { name: leadName(lead) }), { id: `moved-${leadId}` });
    const to = {
      to: "/leads/$leadId",
      params: { leadId: lead.id },
      search,
      replace: true,
    } as const;
    void navigate(to);
  }, [leadId, lead, search, navigate, client, t]);
}
