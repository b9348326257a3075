import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  chooseReportMail,
  getReportSchedule,
  listReportReaders,
  type PageRef,
  type Ref,
  type SavedReport,
} from "@/shared/api/generated";
import { CheckField } from "@/shared/ui/check-field";
import { Dialog, DialogBody, DialogContent } from "@/shared/ui/dialog";
import { ErrorState } from "@/shared/ui/error-state";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { ScheduleForm } from "./schedule-form";
import { ScheduleState } from "./schedule-state";

const SOON = 2_000;

/** A kept report by mail: who may change it arranges when and to whom; others choose for themselves. */
export function ScheduleDialog({ report, onClose }: { report: SavedReport; onClose: () => void }) {
  const { t } = useTranslation("reports");
  const client = useQueryClient();
  const queryKey = ["reports", "schedule", report.id];
  const path = { report_id: report.id };
  const mailing = useQuery({
    queryKey,
    queryFn: ({ signal }) => getReportSchedule({ path, signal }),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.recipients.some((one) => one.result === "waiting") ? SOON : false,
  });
  const readers = useQuery({
    queryKey: ["reports", "readers", report.id],
    queryFn: ({ signal }) => allReaders(report.id, signal),
    enabled: report.mine,
  });
  const choose = useMutation({
    mutationFn: (receives: boolean) => chooseReportMail({ path, body: { receives } }),
    onSuccess: (now) => client.setQueryData(queryKey, now),
  });
  const failed = mailing.error ?? readers.error;
  const ready = mailing.data && (!report.mine || readers.data);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t("mail.title", { name: report.name })} text={t("mail.text")}>
        {failed ? (
          <DialogBody>
            <ErrorState error={failed} onRetry={() => void mailing.refetch()} />
          </DialogBody>
        ) : !ready ? (
          <DialogBody>
            <SkeletonRows rows={6} />
          </DialogBody>
        ) : report.mine && readers.data ? (
          <ScheduleForm
            report={report}
            mailing={mailing.data}
            readers={readers.data}
            onComeBack={() => choose.mutate(true)}
            onClose={onClose}
          />
        ) : (
          <DialogBody className="flex flex-col gap-4">
            <ScheduleState id={report.id} mailing={mailing.data} />
            <CheckField
              kind="switch"
              label={t("mail.receive")}
              checked={mailing.data.receives}
              disabled={choose.isPending}
              onCheckedChange={(receives) => choose.mutate(receives)}
            />
          </DialogBody>
        )}
      </DialogContent>
    </Dialog>
  );
}

/** Everybody who sees the report: those who lead, so never more than a few pages. */
async function allReaders(report_id: string, signal: AbortSignal): Promise<Ref[]> {
  const found: Ref[] = [];
  let cursor: string | null | undefined = null;
  do {
    const query: { limit: number; cursor: string | null } = { limit: 200, cursor };
    const page: PageRef = await listReportReaders({ path: { report_id }, query, signal });
    found.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return found;
}
