import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type MetaLeadOut, retryMetaLead } from "@/shared/api/generated";
import { formatDateTime, formatRelative } from "@/shared/lib/dates";
import { notify } from "@/shared/lib/notify";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import type { Tone } from "@/shared/ui/tone";
import { Announced } from "./announced";
import type { Trouble } from "./trouble-list";
import { useSaid } from "./use-said";

const TONES: Record<Trouble, Tone> = {
  token_dead: "red",
  no_permission: "amber",
  waiting: "blue",
  gone: "gray",
  kept: "orange",
  failed: "red",
};

/** What Meta said of a lead, what comes next, and "Riprova". */
export function TroubleRow({ lead }: { lead: MetaLeadOut }) {
  const { t } = useTranslation("meta");
  const said = useSaid();
  const client = useQueryClient();
  const state = lead.state as Trouble;
  const retry = useMutation({
    mutationFn: () => retryMetaLead({ path: { leadgen_id: lead.leadgen_id } }),
    onSuccess: () => {
      notify.success(t("trouble.asked"));
      return client.invalidateQueries({ queryKey: ["meta"] });
    },
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 basis-64">
        <Announced lead={lead} />
      </div>
      <div className="min-w-0 flex-1 basis-64 text-sm">
        <Badge tone={TONES[state]} dot>
          {t(`trouble.${state}.name`)}
        </Badge>
        <p className="mt-1 text-muted-foreground">
          {said(lead.problem) ?? t(`trouble.${state}.text`)}
        </p>
        {lead.next_try_at && (
          <p className="mt-0.5 text-muted-foreground text-xs">
            <time dateTime={lead.next_try_at} data-tooltip={formatDateTime(lead.next_try_at)}>
              {t("trouble.next_try", { when: formatRelative(lead.next_try_at) })}
            </time>
            {" · "}
            {t("trouble.attempts", { count: lead.attempts, shown: lead.attempts })}
          </p>
        )}
      </div>
      <Button
        size="sm"
        loading={retry.isPending}
        onClick={() => retry.mutate()}
        aria-label={t("trouble.retry_lead", { id: lead.leadgen_id })}
      >
        <RotateCcw aria-hidden />
        {t("trouble.retry")}
      </Button>
    </li>
  );
}
