import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import { handOver, pauseUser, type User } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { useMe } from "@/shared/session/me";
import { Button } from "@/shared/ui/button";
import { CheckField } from "@/shared/ui/check-field";
import { DateTimePicker } from "@/shared/ui/date-time-picker";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { Input } from "@/shared/ui/input";
import { SegmentedControl } from "@/shared/ui/segmented-control";
import { type Destinations, OpenLeadsGuide, toByGroup } from "./open-leads-guide";
import { useUserAct } from "./use-user-act";

interface Pause {
  absent: boolean;
  until: string | null;
  reason: string;
}

/** Stops the drip to someone: a pause or a planned absence, with or without an end. */
export function PauseDialog({
  user,
  onOpenChange,
}: {
  user: User;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation("users");
  const { t: common } = useTranslation();
  const me = useMe();
  const form = useForm<Pause>({ defaultValues: { absent: false, until: null, reason: "" } });
  const [handing, setHanding] = useState(false);
  const [chosen, setChosen] = useState<Destinations>({});
  const { errors } = form.formState;
  const pause = useUserAct(async ({ absent, until, reason }: Pause) => {
    const path = { user_id: user.id };
    await pauseUser({ path, body: { absent, until, reason: reason.trim() || null } });
    return handing ? (await handOver({ path, body: toByGroup(chosen) })).leads_moved : 0;
  }, true);
  const submit = form.handleSubmit((values) =>
    pause.mutate(values, {
      onSuccess: (moved) => {
        notify.success(t("pause.done"), {
          description: moved > 0 ? t("deactivate.moved", { count: moved }) : undefined,
        });
        onOpenChange(false);
      },
      onError: (error) => applyProblem(form, error),
    }),
  );
  return (
    <Dialog open onOpenChange={onOpenChange}>
      <DialogContent title={t("pause.title", { name: user.name })} text={t("pause.text")}>
        <form
          noValidate
          className="flex min-h-0 flex-col"
          onSubmit={(event) => {
            // The sheet below is a form too, and React passes the event on through portals.
            event.stopPropagation();
            return submit(event);
          }}
        >
          <DialogBody className="flex flex-col gap-4">
            <SegmentedControl
              label={t("pause.kind")}
              value={form.watch("absent") ? "absent" : "pause"}
              onValueChange={(kind) => form.setValue("absent", kind === "absent")}
              className="self-start max-sm:self-stretch"
              options={[
                { value: "pause", label: t("pause.pause") },
                { value: "absent", label: t("pause.absent") },
              ]}
            />
            <Field
              label={t("pause.until")}
              hint={t("pause.until_hint")}
              error={errors.until?.message}
            >
              {(control) => (
                <DateTimePicker
                  {...control}
                  future
                  value={form.watch("until")}
                  onValueChange={(until) => form.setValue("until", until)}
                />
              )}
            </Field>
            <Field label={t("pause.reason")} error={errors.reason?.message} optional>
              {(control) => <Input {...control} maxLength={500} {...form.register("reason")} />}
            </Field>
            {user.open_leads > 0 && user.id !== me.id && (
              <CheckField
                label={t("pause.hand_over")}
                hint={t("pause.hand_over_text", { count: user.open_leads })}
                checked={handing}
                onCheckedChange={setHanding}
              />
            )}
            {handing && <OpenLeadsGuide user={user} value={chosen} onValueChange={setChosen} />}
            <FormError form={form} />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button>{common("actions.cancel")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" loading={pause.isPending}>
              {t("act.pause")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
