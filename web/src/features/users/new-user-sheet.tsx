import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import { type CreatedUser, createUser } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { PasswordInput } from "@/shared/ui/password-input";
import { SegmentedControl } from "@/shared/ui/segmented-control";
import { Sheet, SheetBody, SheetClose, SheetContent, SheetFooter } from "@/shared/ui/sheet";
import { InitialPasswordDialog } from "./initial-password-dialog";
import { UserFields } from "./user-fields";
import { emptyForm, inputOf, type UserForm } from "./user-form";

const SHORTEST = 8;

/** Makes a user, with a password made by the system (shown once) or a chosen one. */
export function NewUserSheet({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation("users");
  const { t: common } = useTranslation();
  const me = useMe();
  const { unitId } = useCurrentUnit();
  const client = useQueryClient();
  const [chosen, setChosen] = useState(false);
  const [made, setMade] = useState<CreatedUser>();
  const form = useForm<UserForm>({
    defaultValues: emptyForm(unitId ? [unitId] : me.units.slice(0, 1).map(({ id }) => id)),
  });
  const create = useMutation({
    meta: { ownErrors: true },
    mutationFn: (values: UserForm) =>
      createUser({ body: inputOf({ ...values, password: chosen ? values.password : "" }) }),
    onSuccess: async (user) => {
      await client.invalidateQueries({ queryKey: ["users"] });
      if (user.initial_password) {
        setMade(user);
        return;
      }
      notify.success(t("new.done", { name: user.name }));
      onOpenChange(false);
    },
    onError: (error) => applyProblem(form, error),
  });
  if (made?.initial_password)
    return (
      <InitialPasswordDialog
        userId={made.id}
        name={made.name}
        email={made.email}
        password={made.initial_password}
        onClose={() => onOpenChange(false)}
      />
    );
  return (
    <Sheet open onOpenChange={onOpenChange}>
      <SheetContent title={t("new.title")} text={t("new.text")}>
        <form
          noValidate
          className="flex min-h-0 flex-1 flex-col"
          onSubmit={form.handleSubmit((values) => create.mutate(values))}
        >
          <SheetBody className="flex flex-col gap-4">
            <UserFields form={form} autoFocus />
            <fieldset className="flex flex-col gap-3">
              <legend className="mb-1.5 font-medium text-sm">{t("password.title")}</legend>
              <SegmentedControl
                label={t("password.title")}
                value={chosen ? "chosen" : "made"}
                onValueChange={(value) => setChosen(value === "chosen")}
                className="self-start max-sm:self-stretch"
                options={[
                  { value: "made", label: t("password.made") },
                  { value: "chosen", label: t("password.chosen") },
                ]}
              />
              {chosen ? (
                <Field
                  label={t("password.field")}
                  hint={t("password.hint")}
                  error={form.formState.errors.password?.message}
                >
                  {(control) => (
                    <PasswordInput
                      {...control}
                      autoComplete="new-password"
                      {...form.register("password", {
                        minLength: { value: SHORTEST, message: t("password.hint") },
                        required: t("field.missing"),
                        shouldUnregister: false,
                      })}
                    />
                  )}
                </Field>
              ) : (
                <p className="text-muted-foreground text-xs">{t("password.made_text")}</p>
              )}
            </fieldset>
            <FormError form={form} />
          </SheetBody>
          <SheetFooter>
            <SheetClose asChild>
              <Button>{common("actions.cancel")}</Button>
            </SheetClose>
            <Button type="submit" variant="primary" loading={create.isPending}>
              {common("actions.create")}
            </Button>
          </SheetFooter>
        </form>
      </SheetContent>
    </Sheet>
  );
}
