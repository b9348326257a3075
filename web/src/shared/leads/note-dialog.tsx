import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, errorSentence } from "@/shared/api/problem";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { Textarea } from "@/shared/ui/textarea";
import { useAddNote } from "./esito-acts";
import { type Lead, leadName } from "./lead";

/** Writes a Nota from a list, without opening the lead. */
export function NoteDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation("leads");
  const { t: common } = useTranslation();
  const [text, setText] = useState("");
  const save = useAddNote(lead.id, () => {
    notify.success(t("note.saved"));
    onClose();
  });
  const submit = () => text.trim() && !save.isPending && save.mutate(text);
  const error = save.error instanceof ApiError ? save.error.fields.text : undefined;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t("note.title")} text={leadName(lead)}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <DialogBody>
            <Field
              label={t("note.text")}
              error={save.error ? (error ?? errorSentence(save.error)) : undefined}
            >
              {(control) => (
                <Textarea
                  {...control}
                  autoFocus
                  rows={5}
                  maxLength={10_000}
                  placeholder={t("note.placeholder")}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                  onKeyDown={(event) => {
                    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
                  }}
                />
              )}
            </Field>
          </DialogBody>
          <DialogFooter>
            <Button onClick={onClose}>{common("actions.cancel")}</Button>
            <Button
              type="submit"
              variant="primary"
              disabled={!text.trim()}
              loading={save.isPending}
            >
              {common("actions.save")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
