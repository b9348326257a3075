import { MailPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { inviteUser } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";
import { Callout } from "@/shared/ui/callout";
import { CopyButton } from "@/shared/ui/copy-button";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { useUserAct } from "./use-user-act";

/** A password made by the system: shown this once, and beside it the invitation that does without it. Closes only by its button, not by a click beside it. */
export function InitialPasswordDialog({
  userId,
  name,
  email,
  password,
  onClose,
}: {
  userId: string;
  name: string;
  email: string;
  password: string;
  onClose: () => void;
}) {
  const { t } = useTranslation("users");
  const invite = useUserAct(() => inviteUser({ path: { user_id: userId } }));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        width="sm"
        title={t("initial.title", { name })}
        text={t("initial.text", { email })}
        onInteractOutside={(event) => event.preventDefault()}
      >
        <DialogBody className="flex flex-col gap-3">
          <div className="flex items-center gap-2 rounded-md border bg-muted px-3 py-2">
            <code className="min-w-0 flex-1 select-all break-all font-mono text-base">
              {password}
            </code>
            <CopyButton text={password} variant="primary" />
          </div>
          <Callout kind="warning">{t("initial.once")}</Callout>
        </DialogBody>
        <DialogFooter>
          <Button
            className="mr-auto"
            disabled={invite.isSuccess}
            loading={invite.isPending}
            onClick={() =>
              invite.mutate(undefined, {
                onSuccess: (sent) => notify.success(t("act.invited", { email: sent.email })),
              })
            }
          >
            <MailPlus aria-hidden />
            {t("act.invite")}
          </Button>
          <Button onClick={onClose}>{t("initial.done")}</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
