import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type ReportMailing, sendReportNow } from "@/shared/api/generated";
import { formatMoment } from "@/shared/lib/dates";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";
import { Callout } from "@/shared/ui/callout";

/** When a report goes out next, and when it last did. */
export function ScheduleState({ id, mailing }: { id: string; mailing: ReportMailing }) {
  const { t } = useTranslation("reports");
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: () => sendReportNow({ path: { report_id: id } }),
    onSuccess: (now) => {
      client.setQueryData(["reports", "schedule", id], now);
      notify.success(t("mail.sent_now"));
    },
  });
  const { next_at: next, last_at: last, missed_at: missed } = mailing;
  if (!next) return <p className="text-muted-foreground text-sm">{t("mail.none")}</p>;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 rounded-md bg-muted px-3 py-2 text-sm">
        <dl className="grid flex-1 grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
          <dt className="text-muted-foreground">{t("mail.next")}</dt>
          <dd className="tabular font-medium">{formatMoment(next)}</dd>
          <dt className="text-muted-foreground">{t("mail.last")}</dt>
          <dd className="tabular">{last ? formatMoment(last) : t("mail.not_yet")}</dd>
        </dl>
        {mailing.receives && (
          <Button size="sm" loading={send.isPending} onClick={() => send.mutate()}>
            {t("mail.send_now")}
          </Button>
        )}
      </div>
      {missed && (
        <Callout kind="warning">{t("mail.missed", { when: formatMoment(missed) })}</Callout>
      )}
    </>
  );
}
