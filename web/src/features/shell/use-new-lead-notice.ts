import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { http } from "@/shared/api/http";
import { fullName } from "@/shared/lib/names";
import { notify } from "@/shared/lib/notify";
import { useLiveEvent } from "@/shared/live/use-live";
import { useMe } from "@/shared/session/me";

interface ArrivedLead {
  first_name: string | null;
  last_name: string | null;
  province: string | null;
  agent: { id: string } | null;
}

/** A silent toast when a lead falls on this person; the event holds ids only, so the name is fetched. */
export function useNewLeadNotice(open: (leadId: string) => void): void {
  const { t } = useTranslation("shell");
  const me = useMe();
  const client = useQueryClient();
  useLiveEvent("lead.assigned", async (event) => {
    const id = event.lead_id;
    if (typeof id !== "string" || me.role !== "agente") return;
    const lead = await client
      .fetchQuery({
        queryKey: ["leads", "detail", id],
        queryFn: () => http.get<ArrivedLead>(`/api/leads/${id}`),
      })
      .catch(() => null);
    if (lead?.agent?.id !== me.id) return;
    const name = [fullName(lead), lead.province && `(${lead.province})`].filter(Boolean).join(" ");
    notify.info(t("new_lead.title"), {
      id: `lead-${id}`,
      description: name,
      action: { label: t("new_lead.open"), onClick: () => open(id) },
      duration: 10_000,
    });
  });
}
