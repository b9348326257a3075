import { useMutation } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import { choosePassword } from "@/shared/api/generated";
import { ApiError } from "@/shared/api/problem";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { PasswordInput } from "@/shared/ui/password-input";
import { AuthFrame } from "./auth-frame";

const SHORTEST = 10;

/** Where a mail's link leads. What follows the # is never sent to a server by the browser itself. */
export function ResetPage() {
  const { t } = useTranslation("auth");
  const router = useRouter();
  const [token] = useState(() => location.hash.slice(1));
  const form = useForm({ defaultValues: { new_password: "", repeated: "" } });
  const { errors } = form.formState;
  const submit = useMutation({
    meta: { ownErrors: true },
    mutationFn: ({ new_password }: { new_password: string }) =>
      choosePassword({ body: { token, new_password } }),
    onSuccess: async () => {
      notify.success(t("reset.done"));
      await router.navigate({ to: "/login", replace: true });
    },
    onError: (error) => applyProblem(form, error),
  });
  const ended = !token || (submit.error instanceof ApiError && submit.error.status === 410);
  const title = t(ended ? "reset.ended_title" : "reset.title");
  useEffect(() => {
    document.title = `${title} · Goccia`;
  }, [title]);
  return (
    <AuthFrame>
      <h1 className="font-semibold text-2xl tracking-[-0.02em]">{title}</h1>
      <p className="mt-1 mb-7 text-base text-muted-foreground">
        {t(ended ? "reset.ended_text" : "reset.text")}
      </p>
      {ended ? (
        <Button asChild variant="primary" size="lg">
          <Link to="/forgotten">{t("reset.again")}</Link>
        </Button>
      ) : (
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={form.handleSubmit((values) => submit.mutate(values))}
        >
          <Field
            label={t("password.new")}
            hint={t("password.hint")}
            error={errors.new_password?.message}
          >
            {(control) => (
              <PasswordInput
                {...control}
                autoFocus
                autoComplete="new-password"
                {...form.register("new_password", {
                  required: t("password.missing"),
                  minLength: { value: SHORTEST, message: t("password.too_short") },
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
          <Button type="submit" variant="primary" size="lg" loading={submit.isPending}>
            {t("reset.submit")}
          </Button>
        </form>
      )}
    </AuthFrame>
  );
}
