import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { http } from "@/shared/api/http";
import { formatMoment } from "@/shared/lib/dates";
import { notify } from "@/shared/lib/notify";
import { type Lead, leadName } from "./lead";

export interface EsitoSaid {
  esito_id: string;
  note?: string;
  next_action_at?: string;
  reason?: string;
  amount?: string;
}

/** Records an Esito, says what comes next in a toast, and gives the lead as it is then. */
export function useSetEsito(onSaved: (lead: Lead) => void) {
  const { t } = useTranslation("leads");
  const client = useQueryClient();
  return useMutation({
    meta: { ownErrors: true },
    mutationFn: ({ leadId, said }: { leadId: string; said: EsitoSaid }) =>
      http.post<Lead>(`/api/leads/${leadId}/esito`, said),
    onSuccess: async (lead) => {
      client.setQueryData(["leads", "detail", lead.id], lead);
      notify.success(t("esito.saved", { name: leadName(lead), esito: lead.esito?.name ?? "" }), {
        id: `esito-${lead.id}`,
        description: lead.next_action_at
          ? t(`next_action.${lead.next_action_kind ?? "call_back"}_at`, {
              when: formatMoment(lead.next_action_at),
            })
          : undefined,
      });
      await Promise.all([
        client.invalidateQueries({ queryKey: ["today"] }),
        client.invalidateQueries({ queryKey: ["leads", "timeline", lead.id] }),
      ]).catch(() => undefined);
      void client.invalidateQueries({ queryKey: ["leads", "list"] });
      onSaved(lead);
    },
  });
}

/** Adds a Nota to a lead. */
export function useAddNote(leadId: string, onSaved: () => void) {
  const client = useQueryClient();
  return useMutation({
    meta: { ownErrors: true },
    mutationFn: (text: string) => http.post(`/api/leads/${leadId}/notes`, { text }),
    onSuccess: () => {
      onSaved();
      return client.invalidateQueries({ queryKey: ["leads"] });
    },
  });
}
