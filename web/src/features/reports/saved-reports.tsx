import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Mail, Trash2, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deleteReport, type SavedReport } from "@/shared/api/generated";
import { cn } from "@/shared/lib/cn";
import { late } from "@/shared/lib/late";
import { can } from "@/shared/session/can";
import { useMe } from "@/shared/session/me";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";
import { IconButton } from "@/shared/ui/icon-button";
import { fromSpec } from "./spec";

const ScheduleDialog = late(() =>
  import("./schedule-dialog").then((module) => module.ScheduleDialog),
);

/** The kept reports: one's own, and those that others share. */
export function SavedReports({
  reports,
  current,
}: {
  reports: readonly SavedReport[];
  current: string | undefined;
}) {
  const { t } = useTranslation("reports");
  const client = useQueryClient();
  const me = useMe();
  const [mailing, setMailing] = useState<SavedReport | null>(null);
  const [leaving, setLeaving] = useState<SavedReport | null>(null);
  if (reports.length === 0) return null;
  return (
    <nav aria-label={t("kept")}>
      <ul className="flex gap-2 overflow-x-auto pb-1 [scrollbar-width:none]">
        {reports.map((report) => (
          <li
            key={report.id}
            className={cn(
              "flex h-8 shrink-0 items-center rounded-full border bg-card pr-1 max-sm:h-11",
              report.id === current && "border-primary/35 bg-primary-soft",
            )}
          >
            <Link
              to="/reports"
              search={{ ...fromSpec(report.spec, report.id) }}
              title={t("by", { name: report.owner.name })}
              aria-current={report.id === current ? "page" : undefined}
              className="flex h-full items-center gap-1.5 rounded-full pr-1.5 pl-3 text-sm [&_svg]:size-3.5"
            >
              {report.name}
              {report.shared && (
                <Users aria-label={t("shared")} className="text-muted-foreground" />
              )}
            </Link>
            {(report.mine ? can(me, "lead:export") : report.next_mail_at) && (
              <IconButton
                size="sm"
                label={t(report.next_mail_at ? "mail.open_on" : "mail.open", {
                  name: report.name,
                })}
                className={report.next_mail_at ? "text-primary-text" : ""}
                onPointerEnter={ScheduleDialog.preload}
                onClick={() => setMailing(report)}
              >
                <Mail aria-hidden />
              </IconButton>
            )}
            {report.mine && (
              <IconButton
                size="sm"
                label={t("delete", { name: report.name })}
                onClick={() => setLeaving(report)}
              >
                <Trash2 aria-hidden />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {mailing && <ScheduleDialog report={mailing} onClose={() => setMailing(null)} />}
      {leaving && (
        <ConfirmDialog
          open
          onOpenChange={() => setLeaving(null)}
          title={t("delete_title", { name: leaving.name })}
          text={t(leaving.shared ? "delete_shared" : "delete_text")}
          confirmLabel={t("delete_confirm")}
          onConfirm={async () => {
            await deleteReport({ path: { report_id: leaving.id } });
            await client.invalidateQueries({ queryKey: ["reports", "list"] });
          }}
        />
      )}
    </nav>
  );
}
