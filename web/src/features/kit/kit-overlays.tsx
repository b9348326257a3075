import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
  DialogTrigger,
} from "@/shared/ui/dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/shared/ui/dropdown-menu";
import { Field } from "@/shared/ui/field";
import { Sheet, SheetBody, SheetContent, SheetTrigger } from "@/shared/ui/sheet";
import { Textarea } from "@/shared/ui/textarea";
import { KitSection } from "./kit-section";

export function KitOverlays() {
  const { t } = useTranslation("kit");
  const { t: common } = useTranslation();
  const [asking, setAsking] = useState(false);
  const form = (
    <Field label={t("sample.note")}>
      {(control) => <Textarea {...control} defaultValue={t("sample.note_text")} />}
    </Field>
  );
  return (
    <KitSection title={t("sections.overlays")}>
      <div className="flex flex-wrap gap-2">
        <Dialog>
          <DialogTrigger asChild>
            <Button>{t("sample.open_dialog")}</Button>
          </DialogTrigger>
          <DialogContent title={t("sample.dialog_title")} text={t("sample.dialog_text")}>
            <DialogBody>{form}</DialogBody>
            <DialogFooter>
              <DialogClose asChild>
                <Button>{common("actions.cancel")}</Button>
              </DialogClose>
              <DialogClose asChild>
                <Button variant="primary">{common("actions.save")}</Button>
              </DialogClose>
            </DialogFooter>
          </DialogContent>
        </Dialog>
        <Sheet>
          <SheetTrigger asChild>
            <Button>{t("sample.open_sheet")}</Button>
          </SheetTrigger>
          <SheetContent title={t("sample.dialog_title")} text={t("sample.dialog_text")}>
            <SheetBody>{form}</SheetBody>
          </SheetContent>
        </Sheet>
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button>
              <Ellipsis aria-hidden />
              {t("sample.open_menu")}
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="start">
            <DropdownMenuItem>
              <Pencil aria-hidden />
              {common("actions.edit")}
            </DropdownMenuItem>
            <DropdownMenuSeparator />
            <DropdownMenuItem destructive>
              <Trash2 aria-hidden />
              {common("actions.delete")}
            </DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
        <Button onClick={() => setAsking(true)}>{t("sample.open_confirm")}</Button>
        <Button onClick={() => notify.success(t("sample.toast_text"))}>{t("sample.toast")}</Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("sample.dialog_title")}
        text={t("sample.dialog_text")}
        confirmLabel={common("actions.confirm")}
        onConfirm={() => {}}
      />
    </KitSection>
  );
}
