import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import type { VendorReturn } from "@/shared/api/generated/types.gen";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";
import { Callout } from "@/shared/ui/callout";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { Input } from "@/shared/ui/input";
import { Textarea } from "@/shared/ui/textarea";
import type { Act } from "./acts";
import { useAnswer, useDecide } from "./queries";

interface ActForm {
  note: string;
  amount: string;
}

/** Confirms, discards, or writes down the vendor's answer, with a note. */
export function ActDialog({
  act,
  rows,
  onClose,
  onDone,
}: {
  act: Act;
  rows: readonly VendorReturn[];
  onClose: () => void;
  onDone: () => void;
}) {
  const { t } = useTranslation("returns");
  const { t: common } = useTranslation();
  const form = useForm<ActForm>({ defaultValues: { note: "", amount: "" } });
  const { errors } = form.formState;
  const decide = useDecide();
  const answer = useAnswer();
  const answers = act === "accepted" || act === "refused";
  const late = act === "confirmed" && rows.some(({ state }) => state === "late");
  const save = ({ note, amount }: ActForm) => {
    const ids = rows.map(({ id }) => id);
    const told = {
      onSuccess: ({ done }: { done: number }) => {
        notify.success(t(`done.${act}`, { count: done }));
        onDone();
      },
      onError: (error: Error) => applyProblem(form, error),
    };
    const said = note.trim() || null;
    if (act === "accepted" || act === "refused") {
      const euros = amount.trim().replace(",", ".");
      const credited = act === "accepted" && euros ? { amount: Number(euros) } : {};
      answer.mutate({ ids, answer: act, note: said, ...credited }, told);
    } else {
      decide.mutate({ ids, decision: act, note: said }, told);
    }
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        width="sm"
        title={t(`dialog.${act}`)}
        text={`${t("count", { count: rows.length })}. ${t(`dialog.${act}_text`)}`}
      >
        <form
          noValidate
          className="flex min-h-0 flex-col"
          onSubmit={form.handleSubmit((values) => save(values))}
        >
          <DialogBody className="flex flex-col gap-4">
            {late && <Callout kind="warning">{t("dialog.late_hint")}</Callout>}
            {act === "accepted" && (
              <Field
                label={t("dialog.amount")}
                hint={t("dialog.amount_hint")}
                error={errors.amount?.message}
              >
                {(control) => (
                  <Input
                    {...control}
                    inputMode="decimal"
                    className="w-32"
                    {...form.register("amount", {
                      validate: (value) =>
                        /^\s*(\d+([.,]\d{1,2})?)?\s*$/.test(value) || t("dialog.amount_wrong"),
                    })}
                  />
                )}
              </Field>
            )}
            <Field
              label={t(answers ? "dialog.vendor_note" : "dialog.note")}
              error={errors.note?.message}
              optional={!late}
            >
              {(control) => (
                <Textarea {...control} maxLength={500} rows={2} {...form.register("note")} />
              )}
            </Field>
            <FormError form={form} />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button>{common("actions.cancel")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" loading={decide.isPending || answer.isPending}>
              {t(`act.${act}`)}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
