import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type MailDetail, sendMailAgain } from "@/shared/api/generated";
import { formatDateTime, formatTime } from "@/shared/lib/dates";
import { notify } from "@/shared/lib/notify";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { Callout } from "@/shared/ui/callout";
import { ErrorState } from "@/shared/ui/error-state";
import { SegmentedControl } from "@/shared/ui/segmented-control";
import { Sheet, SheetBody, SheetContent } from "@/shared/ui/sheet";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { MailFiles } from "./mail-files";
import { mailQuery, TONES } from "./queries";

/** A mail as its recipient sees it, and what became of it. */
export function MailSheet({
  id,
  onOpenChange,
}: {
  id: string;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation("outbox");
  const query = useQuery(mailQuery(id));
  const mail = query.data;
  return (
    <Sheet open onOpenChange={onOpenChange}>
      <SheetContent
        className="sm:w-168"
        title={mail?.subject ?? t("mail")}
        text={mail && t("to", { recipient: mail.recipient })}
      >
        <SheetBody className="flex min-h-0 flex-1 flex-col gap-4 pb-5">
          {query.isError && <ErrorState error={query.error} onRetry={() => query.refetch()} />}
          {query.isPending && <SkeletonRows rows={6} />}
          {mail && <Content mail={mail} />}
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}

function Content({ mail }: { mail: MailDetail }) {
  const { t } = useTranslation("outbox");
  const client = useQueryClient();
  const [view, setView] = useState<"html" | "text">("html");
  const again = useMutation({
    mutationFn: () => sendMailAgain({ path: { mail_id: mail.id } }),
    onSuccess: () => {
      notify.success(t("again_done"));
      return client.invalidateQueries({ queryKey: ["outbox"] });
    },
  });
  const { state } = mail;
  const troubled = state === "uncertain" || state === "refused" || state === "failed";
  const waits = state === "queued" && mail.attempts > 0;
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 text-muted-foreground text-sm">
        <Badge tone={TONES[state]} dot>
          {t(`state.${state}`)}
        </Badge>
        <time dateTime={mail.created_at} className="tabular">
          {formatDateTime(mail.created_at)}
        </time>
        <SegmentedControl
          className="ml-auto"
          label={t("view")}
          value={view}
          onValueChange={setView}
          options={[
            { value: "html", label: t("view_html") },
            { value: "text", label: t("view_text") },
          ]}
        />
      </div>
      {(troubled || waits) && (
        <Callout
          kind={state === "refused" || state === "failed" ? "error" : "warning"}
          action={
            mail.may_send_again && (
              <Button size="sm" loading={again.isPending} onClick={() => again.mutate()}>
                {t("again")}
              </Button>
            )
          }
        >
          {t(`about.${troubled ? state : "queued"}`, {
            at: mail.next_at ? formatTime(mail.next_at) : "",
          })}
          {mail.error && (
            <span className="mt-0.5 block break-words text-xs">
              {t("said")}: {mail.error}
            </span>
          )}
        </Callout>
      )}
      {mail.attachments.length > 0 && <MailFiles mail={mail} />}
      {view === "html" ? (
        // No scripts and no origin of ours: a mail can only be looked at, and its links open apart.
        <iframe
          title={t("frame")}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={mail.html.replace("<head>", '<head><base target="_blank">')}
          className="min-h-100 w-full flex-1 rounded-md border bg-white max-sm:min-h-[50dvh]"
        />
      ) : (
        <pre className="flex-1 select-text overflow-auto whitespace-pre-wrap break-words rounded-md border bg-muted p-4 font-mono text-xs">
          {mail.text}
        </pre>
      )}
    </>
  );
}
