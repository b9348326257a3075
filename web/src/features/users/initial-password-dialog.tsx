import { useTranslation } from "react-i18next";
import { Button } from "@/shared/ui/button";
import { Callout } from "@/shared/ui/callout";
import { CopyButton } from "@/shared/ui/copy-button";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/shared/ui/dialog";

/** A password made by the system: shown this once. Closes only by its button, not by a click beside it. */
export function InitialPasswordDialog({
  name,
  email,
  password,
  onClose,
}: {
  name: string;
  email: string;
  password: string;
  onClose: () => void;
}) {
  const { t } = useTranslation("users");
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
          <Button onClick={onClose}>{t("initial.done")}</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
