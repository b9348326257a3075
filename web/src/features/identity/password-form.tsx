import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import { http } from "@/shared/api/http";
import { Button } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { PasswordInput } from "@/shared/ui/password-input";

interface Passwords {
  current_password: string;
  new_password: string;
  repeated: string;
}

const SHORTEST = 10;

/** Current and new password, for the profile and for those who must change theirs. */
export function PasswordForm({
  temporary = false,
  submitLabel,
  onChanged,
  wide = false,
}: {
  temporary?: boolean;
  submitLabel: string;
  onChanged: () => unknown;
  wide?: boolean;
}) {
  const { t } = useTranslation("auth");
  const form = useForm<Passwords>({
    defaultValues: { current_password: "", new_password: "", repeated: "" },
  });
  const { errors } = form.formState;
  const submit = useMutation({
    meta: { ownErrors: true },
    mutationFn: ({ current_password, new_password }: Passwords) =>
      http.post("/api/auth/password", { current_password, new_password }),
    onSuccess: () => {
      form.reset();
      return onChanged();
    },
    onError: (error) => applyProblem(form, error),
  });
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={form.handleSubmit((passwords) => submit.mutate(passwords))}
    >
      <Field
        label={t(temporary ? "password.current_temporary" : "password.current")}
        error={errors.current_password?.message}
      >
        {(control) => (
          <PasswordInput
            {...control}
            autoComplete="current-password"
            {...form.register("current_password", { required: t("password.missing") })}
          />
        )}
      </Field>
      <Field
        label={t("password.new")}
        hint={t("password.hint")}
        error={errors.new_password?.message}
      >
        {(control) => (
          <PasswordInput
            {...control}
            autoComplete="new-password"
            {...form.register("new_password", {
              required: t("password.missing"),
              minLength: { value: SHORTEST, message: t("password.too_short") },
              validate: (value, all) => value !== all.current_password || t("password.same"),
            })}
          />
        )}
      </Field>
      <Field label={t("password.repeat")} error={errors.repeated?.message}>
        {(control) => (
          <PasswordInput
            {...control}
            autoComplete="new-password"
            {...form.register("repeated", {
              validate: (value, all) => value === all.new_password || t("password.differs"),
            })}
          />
        )}
      </Field>
      <FormError form={form} />
      <Button
        type="submit"
        variant={wide ? "primary" : "secondary"}
        size={wide ? "lg" : "md"}
        className={wide ? "" : "self-start"}
        loading={submit.isPending}
      >
        {submitLabel}
      </Button>
    </form>
  );
}
