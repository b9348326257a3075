import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import {
  endReportSchedule,
  putReportSchedule,
  type Ref,
  type ReportMailing,
  type SavedReport,
  type ScheduleInput,
} from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { useMe } from "@/shared/session/me";
import { Button } from "@/shared/ui/button";
import { DialogBody, DialogClose, DialogFooter } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { SegmentedControl } from "@/shared/ui/segmented-control";
import { Select } from "@/shared/ui/select";
import { TimeInput } from "@/shared/ui/time-input";
import { MailRecipients } from "./mail-recipients";
import { ScheduleState } from "./schedule-state";
import { weekdayName } from "./words";

const EVERY = ["day", "week", "month"] as const;
const numbers = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
/** Days that some months have not. */
const SHORT = 29;

interface Wanted {
  every: (typeof EVERY)[number];
  weekday: number;
  day: number;
  at: string;
  recipients: string[];
}

/** When a report goes out by mail, and to whom. */
export function ScheduleForm({
  report,
  mailing,
  readers,
  onComeBack,
  onClose,
}: {
  report: SavedReport;
  mailing: ReportMailing;
  readers: readonly Ref[];
  onComeBack: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation("reports");
  const { t: common } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const { plan } = mailing;
  const form = useForm<Wanted>({
    defaultValues: {
      every: plan?.every ?? "week",
      weekday: plan?.weekday ?? 1,
      day: plan?.day ?? 1,
      at: plan?.at ?? "08:00",
      recipients: plan
        ? mailing.recipients.filter((one) => one.receives).map((one) => one.user.id)
        : readers.filter((one) => one.id === me.id).map((one) => one.id),
    },
  });
  const { errors } = form.formState;
  const { every, weekday, day, at, recipients } = form.watch();
  const path = { report_id: report.id };
  const settled = async (sentence: string) => {
    notify.success(sentence);
    onClose();
    await client.invalidateQueries({ queryKey: ["reports", "schedule", report.id] });
    await client.invalidateQueries({ queryKey: ["reports", "list"] });
  };
  const save = useMutation({
    meta: { ownErrors: true },
    mutationFn: (body: ScheduleInput) => putReportSchedule({ path, body }),
    onSuccess: () => settled(t("mail.saved")),
    onError: (error) => applyProblem(form, error),
  });
  const end = useMutation({
    mutationFn: () => endReportSchedule({ path }),
    onSuccess: () => settled(t("mail.ended")),
  });
  const submit = form.handleSubmit((values) => {
    if (values.recipients.length === 0) {
      form.setError("recipients", { message: t("mail.nobody") });
      return;
    }
    save.mutate({
      every: values.every,
      weekday: values.every === "week" ? values.weekday : null,
      day: values.every === "month" ? values.day : null,
      at: values.at,
      recipients: values.recipients,
    });
  });
  return (
    <form noValidate className="flex min-h-0 flex-col" onSubmit={submit}>
      <DialogBody className="flex flex-col gap-4">
        <ScheduleState id={report.id} mailing={mailing} />
        <SegmentedControl
          label={t("mail.every")}
          value={every}
          onValueChange={(value) => form.setValue("every", value)}
          options={EVERY.map((value) => ({ value, label: t(`mail.every_${value}`) }))}
          className="self-start max-sm:self-stretch"
        />
        <div className="grid grid-cols-2 gap-3">
          {every === "week" && (
            <Field label={t("mail.weekday")}>
              {(control) => (
                <Select
                  {...control}
                  value={String(weekday)}
                  onValueChange={(value) => form.setValue("weekday", Number(value))}
                  options={numbers(7).map((one) => ({
                    value: String(one),
                    label: weekdayName(one),
                  }))}
                />
              )}
            </Field>
          )}
          {every === "month" && (
            <Field label={t("mail.day")} hint={day >= SHORT ? t("mail.day_hint") : undefined}>
              {(control) => (
                <Select
                  {...control}
                  value={String(day)}
                  onValueChange={(value) => form.setValue("day", Number(value))}
                  options={numbers(31).map((one) => ({ value: String(one), label: one }))}
                />
              )}
            </Field>
          )}
          <Field label={t("mail.at")}>
            {(control) => (
              <TimeInput
                {...control}
                value={at}
                onValueChange={(value) => form.setValue("at", value)}
              />
            )}
          </Field>
        </div>
        <MailRecipients
          readers={readers}
          known={mailing.recipients}
          chosen={recipients}
          error={errors.recipients?.message}
          onChange={(next) => {
            form.clearErrors("recipients");
            form.setValue("recipients", next);
          }}
          onComeBack={onComeBack}
        />
        <FormError form={form} />
      </DialogBody>
      <DialogFooter>
        {plan ? (
          <Button
            variant="ghost"
            className="sm:mr-auto"
            loading={end.isPending}
            onClick={() => end.mutate()}
          >
            {t("mail.end")}
          </Button>
        ) : (
          <DialogClose asChild>
            <Button>{common("actions.cancel")}</Button>
          </DialogClose>
        )}
        <Button type="submit" variant="primary" loading={save.isPending}>
          {plan ? common("actions.save") : t("mail.begin")}
        </Button>
      </DialogFooter>
    </form>
  );
}
