import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Droplet, GitMerge, MoreHorizontal, RotateCcw, Trash2, UserRoundCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { http } from "@/shared/api/http";
import type { Lead } from "@/shared/leads/lead";
import { late } from "@/shared/lib/late";
import { notify } from "@/shared/lib/notify";
import { can } from "@/shared/session/can";
import { useMe } from "@/shared/session/me";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/shared/ui/dropdown-menu";
import { IconButton } from "@/shared/ui/icon-button";

const MergeDialog = late(() => import("./merge-dialog").then((m) => m.MergeDialog));
const ReassignDialog = late(() => import("./reassign-dialog").then((m) => m.ReassignDialog));

/** What a leader does with a lead: give it to somebody, let it fall again, merge, trash, restore. */
export function RecordMenu({ lead }: { lead: Lead }) {
  const { t } = useTranslation("record");
  const me = useMe();
  const client = useQueryClient();
  const [choosing, setChoosing] = useState(false);
  const [merging, setMerging] = useState(false);
  const done = (sentence: string) => () => {
    notify.success(sentence);
    return client.invalidateQueries({ queryKey: ["leads"] });
  };
  const drip = useMutation({
    mutationFn: () => http.post("/api/leads/assign", { lead_ids: [lead.id], to: "goccia" }),
    onSuccess: done(t("dripped")),
  });
  const trash = useMutation({
    mutationFn: () => http.delete(`/api/leads/${lead.id}`),
    onSuccess: done(t("trashed")),
  });
  const restore = useMutation({
    mutationFn: () => http.post(`/api/leads/${lead.id}/restore`),
    onSuccess: done(t("restored")),
  });
  if (!can(me, "lead:assign")) return null;
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <IconButton label={t("more")}>
            <MoreHorizontal aria-hidden />
          </IconButton>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {lead.deleted_at ? (
            <DropdownMenuItem onSelect={() => restore.mutate()}>
              <RotateCcw aria-hidden />
              {t("restore")}
            </DropdownMenuItem>
          ) : (
            <>
              <DropdownMenuItem onSelect={() => setChoosing(true)}>
                <UserRoundCheck aria-hidden />
                {t("reassign")}
              </DropdownMenuItem>
              <DropdownMenuItem onSelect={() => drip.mutate()}>
                <Droplet aria-hidden />
                {t("drip_again")}
              </DropdownMenuItem>
              <DropdownMenuItem onSelect={() => setMerging(true)}>
                <GitMerge aria-hidden />
                {t("merge_with")}
              </DropdownMenuItem>
              <DropdownMenuSeparator />
              <DropdownMenuItem onSelect={() => trash.mutate()}>
                <Trash2 aria-hidden />
                {t("trash")}
              </DropdownMenuItem>
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {merging && <MergeDialog lead={lead} onClose={() => setMerging(false)} />}
      {choosing && <ReassignDialog lead={lead} onClose={() => setChoosing(false)} />}
    </>
  );
}
