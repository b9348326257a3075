import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import { changeUser, type User } from "@/shared/api/generated";
import { weekHasProblems, weekOf } from "@/shared/lib/hours";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";
import { Callout } from "@/shared/ui/callout";
import { FormError } from "@/shared/ui/form-error";
import { Separator } from "@/shared/ui/separator";
import { SheetBody, SheetFooter } from "@/shared/ui/sheet";
import { HoursField } from "./hours-field";
import { userQuery } from "./queries";
import { UserFields } from "./user-fields";
import { formOf, patchOf, type UserForm } from "./user-form";

export function EditUserForm({
  user,
  disabled,
  head,
  onClose,
}: {
  user: User;
  disabled: boolean;
  head: ReactNode;
  onClose: () => void;
}) {
  const { t } = useTranslation("users");
  const { t: common } = useTranslation();
  const client = useQueryClient();
  const form = useForm<UserForm>({ defaultValues: formOf(user) });
  const { isDirty } = form.formState;
  const save = useMutation({
    meta: { ownErrors: true },
    mutationFn: (values: UserForm) =>
      changeUser({ path: { user_id: user.id }, body: patchOf(formOf(user), values) }),
    onSuccess: async (saved) => {
      client.setQueryData(userQuery(user.id).queryKey, saved);
      form.reset(formOf(saved));
      notify.success(common("state.saved"));
      await Promise.all([
        client.invalidateQueries({ queryKey: ["users"] }),
        client.invalidateQueries({ queryKey: ["containers"] }),
      ]);
    },
    onError: (error) => applyProblem(form, error),
  });
  return (
    <form
      noValidate
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={form.handleSubmit((values) => save.mutate(values))}
    >
      <SheetBody className="flex flex-col gap-5">
        {head}
        {disabled && <Callout>{t("not_yours")}</Callout>}
        <Separator />
        <UserFields form={form} disabled={disabled} />
        {form.watch("role") !== "admin" && (
          <>
            <Separator />
            <Controller
              control={form.control}
              name="hours"
              rules={{
                validate: (hours) => !hours || !weekHasProblems(weekOf(hours)) || t("hours.wrong"),
              }}
              render={({ field, fieldState }) => (
                <HoursField
                  value={field.value}
                  onValueChange={field.onChange}
                  disabled={disabled}
                  error={fieldState.error?.message}
                />
              )}
            />
          </>
        )}
        <FormError form={form} />
      </SheetBody>
      <SheetFooter>
        <Button onClick={onClose}>{common("actions.close")}</Button>
        {!disabled && (
          <Button type="submit" variant="primary" disabled={!isDirty} loading={save.isPending}>
            {common("actions.save")}
          </Button>
        )}
      </SheetFooter>
    </form>
  );
}
