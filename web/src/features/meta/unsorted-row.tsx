import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { assignMetaLead, type MetaLeadOut } from "@/shared/api/generated";
import { late } from "@/shared/lib/late";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";
import { Combobox } from "@/shared/ui/combobox";
import { Announced } from "./announced";
import { containerChoicesQuery } from "./queries";

const FormDialog = late(() => import("./form-dialog").then((m) => m.FormDialog));

export function UnsortedRow({ lead, editable }: { lead: MetaLeadOut; editable: boolean }) {
  const { t } = useTranslation("meta");
  const client = useQueryClient();
  const containers = useQuery(containerChoicesQuery).data ?? [];
  const [containerId, setContainerId] = useState<string | null>(null);
  const [connecting, setConnecting] = useState(false);
  const assign = useMutation({
    mutationFn: (container_id: string) =>
      assignMetaLead({ path: { leadgen_id: lead.leadgen_id }, body: { container_id } }),
    onSuccess: ({ container }) => {
      notify.success(t("unsorted.done", { name: container?.name ?? "" }));
      return Promise.all(
        ["meta", "leads", "containers"].map((key) => client.invalidateQueries({ queryKey: [key] })),
      );
    },
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <Announced lead={lead} />
      </div>
      <div className="flex flex-wrap items-center gap-2 max-sm:w-full">
        <Combobox
          title={t("unsorted.choose")}
          placeholder={t("unsorted.choose")}
          value={containerId}
          onValueChange={setContainerId}
          options={containers}
          className="w-56 max-sm:w-full"
        />
        <Button
          variant="primary"
          className="max-sm:flex-1"
          disabled={!containerId}
          loading={assign.isPending}
          onClick={() => containerId && assign.mutate(containerId)}
        >
          {t("unsorted.assign")}
        </Button>
        {editable && lead.form && (
          <Button
            variant="ghost"
            className="max-sm:flex-1"
            onPointerEnter={FormDialog.preload}
            onFocus={FormDialog.preload}
            onClick={() => setConnecting(true)}
          >
            {t("unsorted.connect")}
          </Button>
        )}
      </div>
      {connecting && lead.form && (
        <FormDialog
          unknown={{ form_id: lead.form.id, page_id: lead.page?.id ?? null }}
          onOpenChange={setConnecting}
        />
      )}
    </li>
  );
}
