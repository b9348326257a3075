import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { TeamMember, TeamMemberInput } from "@/shared/api/generated";
import { ApiError, errorSentence } from "@/shared/api/problem";
import { Button } from "@/shared/ui/button";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { NumberInput } from "@/shared/ui/number-input";
import { CapField } from "./cap-field";
import { ProvincesField } from "./provinces-field";
import { termsOf } from "./use-put-team";

const HEAVIEST = 100;

/** Weight, caps and provinces of one member. */
export function EditMemberDialog({
  open,
  onOpenChange,
  member,
  weighted,
  requiresProvince,
  text,
  onSave,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  member: TeamMember;
  weighted: boolean;
  requiresProvince: boolean;
  text?: string;
  onSave: (terms: TeamMemberInput) => Promise<void>;
}) {
  const { t } = useTranslation("containers");
  const { t: common } = useTranslation();
  const form = useForm<TeamMemberInput>({ defaultValues: termsOf(member) });
  const { errors, isSubmitting } = form.formState;
  const submit = async (terms: TeamMemberInput) => {
    try {
      await onSave(terms);
      onOpenChange(false);
    } catch (error) {
      // The server names the fields of the whole team ("3.weight"): the last word is ours.
      const fields = error instanceof ApiError ? Object.entries(error.fields) : [];
      for (const [path, message] of fields) {
        const name = path.split(".").at(-1) as keyof TeamMemberInput;
        if (name in form.getValues()) form.setError(name, { message });
      }
      if (fields.length === 0) form.setError("root.server", { message: errorSentence(error) });
    }
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={member.name} text={text ?? t("team.edit_text")}>
        <form
          noValidate
          className="flex min-h-0 flex-col"
          onSubmit={form.handleSubmit((terms) => submit(terms))}
        >
          <DialogBody className="flex flex-col gap-4">
            {weighted && (
              <Field
                label={t("team.field_weight")}
                hint={t("team.field_weight_hint")}
                error={errors.weight?.message}
              >
                {(control) => (
                  <NumberInput
                    {...control}
                    max={HEAVIEST}
                    {...form.register("weight", {
                      valueAsNumber: true,
                      validate: (value) =>
                        (Number.isInteger(value) &&
                          Number(value) >= 1 &&
                          Number(value) <= HEAVIEST) ||
                        t("team.field_weight_wrong"),
                    })}
                  />
                )}
              </Field>
            )}
            {(["daily_cap", "open_cap"] as const).map((name) => (
              <Controller
                key={name}
                control={form.control}
                name={name}
                rules={{
                  validate: (value) =>
                    value === null ||
                    (Number.isInteger(value) && Number(value) >= 0) ||
                    t("team.cap_wrong"),
                }}
                render={({ field }) => (
                  <CapField
                    label={t(`team.field_${name}`)}
                    hint={t(`team.field_${name}_hint`)}
                    error={errors[name]?.message}
                    value={field.value ?? null}
                    onValueChange={field.onChange}
                    fallback={name === "daily_cap" ? 10 : 30}
                  />
                )}
              />
            ))}
            <Controller
              control={form.control}
              name="provinces"
              render={({ field }) => (
                <ProvincesField
                  value={field.value ?? []}
                  onValueChange={field.onChange}
                  error={errors.provinces?.message}
                  hint={t(requiresProvince ? "team.provinces_hint" : "team.provinces_ignored")}
                />
              )}
            />
            <FormError form={form} />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button>{common("actions.cancel")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" loading={isSubmitting}>
              {common("actions.save")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
