import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import {
  type Calendar,
  changeUnit,
  copyConfiguration,
  createUnit,
  type Unit,
} from "@/shared/api/generated";
import { weekHasProblems, weekOf } from "@/shared/lib/hours";
import { notify } from "@/shared/lib/notify";
import { can } from "@/shared/session/can";
import { useMe } from "@/shared/session/me";
import { Button } from "@/shared/ui/button";
import { CalendarEditor } from "@/shared/ui/calendar-editor";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { Input } from "@/shared/ui/input";
import { Select } from "@/shared/ui/select";
import { Separator } from "@/shared/ui/separator";
import { Sheet, SheetBody, SheetClose, SheetContent, SheetFooter } from "@/shared/ui/sheet";
import { CopyConfiguration, PARTS } from "./copy-configuration";
import { UnitDangers } from "./unit-dangers";

const EMPTY = "empty";

interface UnitForm {
  name: string;
  calendar: Calendar;
  /** The unit that a new one is copied from, or EMPTY. */
  from: string;
}

const ALWAYS: Calendar = { weekly: null, holidays: true, patron: null, closures: [] };

/** Makes a unit (null) or changes one: name, hours, and at the foot what puts it away. */
export function UnitSheet({
  unit,
  onOpenChange,
}: {
  unit: Unit | null;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation("units");
  const { t: common } = useTranslation();
  const me = useMe();
  const mayDelete = can(me, "unit:create");
  const others = mayDelete ? me.units : [];
  const client = useQueryClient();
  const form = useForm<UnitForm>({
    defaultValues: { name: unit?.name ?? "", calendar: unit?.calendar ?? ALWAYS, from: EMPTY },
  });
  const { errors, isDirty, dirtyFields } = form.formState;
  /** A second try, after what was to be copied could not be, makes no second unit. */
  const made = useRef<Unit>(undefined);
  const save = useMutation({
    meta: { ownErrors: true },
    mutationFn: async ({ from, ...values }: UnitForm) => {
      if (unit) return changeUnit({ path: { unit_id: unit.id }, body: values });
      made.current ??= await createUnit({ body: values });
      if (from !== EMPTY) {
        const parts = dirtyFields.calendar ? PARTS.filter((part) => part !== "calendar") : PARTS;
        const path = { unit_id: made.current.id };
        await copyConfiguration({ path, body: { from_unit_id: from, parts } });
      }
      return made.current;
    },
    onSuccess: async () => {
      notify.success(t(unit ? "saved" : "created"));
      onOpenChange(false);
      await Promise.all([
        client.invalidateQueries({ queryKey: ["units"] }),
        client.invalidateQueries({ queryKey: ["me"] }),
      ]);
    },
    onError: (error) => applyProblem(form, error),
  });
  return (
    <Sheet open onOpenChange={onOpenChange}>
      <SheetContent title={unit ? unit.name : t("new")} text={unit ? undefined : t("new_text")}>
        <form
          noValidate
          className="flex min-h-0 flex-1 flex-col"
          onSubmit={form.handleSubmit((values) => save.mutate(values))}
        >
          <SheetBody className="flex flex-col gap-5">
            <Field label={t("name")} error={errors.name?.message}>
              {(control) => (
                <Input
                  {...control}
                  autoFocus={!unit}
                  maxLength={200}
                  placeholder={t("name_example")}
                  {...form.register("name", {
                    validate: (value) => value.trim() !== "" || t("missing"),
                  })}
                />
              )}
            </Field>
            <Separator />
            <section aria-label={t("hours")}>
              <h3 className="font-semibold text-sm">{t("hours")}</h3>
              <p className="mt-0.5 mb-3 text-muted-foreground text-sm">{t("hours_text")}</p>
              <Controller
                control={form.control}
                name="calendar"
                rules={{
                  validate: (calendar) => !weekHasProblems(weekOf(calendar)) || t("hours_wrong"),
                }}
                render={({ field }) => (
                  <CalendarEditor
                    value={field.value}
                    onValueChange={field.onChange}
                    error={errors.calendar?.message as string | undefined}
                  />
                )}
              />
            </section>
            <FormError form={form} />
            {!unit && others.length > 0 && (
              <Field label={t("start_from")} hint={t("start_hint")}>
                {(control) => (
                  <Controller
                    control={form.control}
                    name="from"
                    render={({ field }) => (
                      <Select
                        {...control}
                        value={field.value}
                        onValueChange={field.onChange}
                        options={[
                          { value: EMPTY, label: t("start_empty") },
                          ...others.map(({ id, name }) => ({ value: id, label: name })),
                        ]}
                      />
                    )}
                  />
                )}
              </Field>
            )}
            {unit && mayDelete && (
              <CopyConfiguration unit={unit} onDone={() => onOpenChange(false)} />
            )}
            {unit && mayDelete && <UnitDangers unit={unit} onDone={() => onOpenChange(false)} />}
          </SheetBody>
          <SheetFooter>
            <SheetClose asChild>
              <Button>{common("actions.cancel")}</Button>
            </SheetClose>
            <Button
              type="submit"
              variant="primary"
              disabled={Boolean(unit) && !isDirty}
              loading={save.isPending}
            >
              {common(unit ? "actions.save" : "actions.create")}
            </Button>
          </SheetFooter>
        </form>
      </SheetContent>
    </Sheet>
  );
}
