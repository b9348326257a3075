import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorSentence } from "@/shared/api/problem";
import { Button } from "./button";
import { Callout } from "./callout";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "./dialog";

/** Asks before an act that hurts. `onConfirm` may be a call: the dialog closes when it succeeds and shows why it does not. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  text,
  confirmLabel,
  destructive = true,
  onConfirm,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  text?: ReactNode;
  confirmLabel: string;
  destructive?: boolean;
  onConfirm: () => Promise<unknown> | unknown;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const confirm = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch (error) {
      setFailure(errorSentence(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent role="alertdialog" width="sm" title={title} text={text}>
        {(children || failure) && (
          <DialogBody className="flex flex-col gap-3">
            {children}
            {failure && <Callout kind="error">{failure}</Callout>}
          </DialogBody>
        )}
        <DialogFooter className="mt-2">
          <DialogClose asChild>
            <Button>{t("actions.cancel")}</Button>
          </DialogClose>
          <Button
            variant={destructive ? "destructive" : "primary"}
            loading={busy}
            onClick={confirm}
          >
            {confirmLabel}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
