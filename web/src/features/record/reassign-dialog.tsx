import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { http } from "@/shared/api/http";
import { useAgents } from "@/shared/leads/agents";
import { type Lead, leadName } from "@/shared/leads/lead";
import { fullName } from "@/shared/lib/names";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";
import { Combobox } from "@/shared/ui/combobox";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";

/** Who takes the lead over. */
export function ReassignDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation("record");
  const { t: common } = useTranslation();
  const agents = useAgents(lead.unit?.id);
  const client = useQueryClient();
  const [agent, setAgent] = useState<string | null>(null);
  const give = useMutation({
    mutationFn: () =>
      http.post("/api/leads/assign", { lead_ids: [lead.id], to: { agent_id: agent } }),
    onSuccess: () => {
      notify.success(t("given"));
      onClose();
      return client.invalidateQueries({ queryKey: ["leads"] });
    },
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t("reassign_title", { name: leadName(lead) })}>
        <DialogBody>
          <Field label={t("facts.agent")}>
            {(control) => (
              <Combobox
                {...control}
                title={t("facts.agent")}
                value={agent}
                onValueChange={setAgent}
                options={agents
                  .filter((one) => one.id !== lead.agent?.id)
                  .map((one) => ({ value: one.id, label: fullName(one) }))}
              />
            )}
          </Field>
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button>{common("actions.cancel")}</Button>
          </DialogClose>
          <Button
            variant="primary"
            disabled={!agent}
            loading={give.isPending}
            onClick={() => give.mutate()}
          >
            {t("give")}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
