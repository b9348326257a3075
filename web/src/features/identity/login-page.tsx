import { useMutation } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import { login } from "@/shared/session/me";
import { Button } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { Input } from "@/shared/ui/input";
import { PasswordInput } from "@/shared/ui/password-input";
import { AuthFrame } from "./auth-frame";

interface Credentials {
  email: string;
  password: string;
}

export function LoginPage({ redirectTo }: { redirectTo: string }) {
  const { t } = useTranslation("auth");
  const router = useRouter();
  const form = useForm<Credentials>({ defaultValues: { email: "", password: "" } });
  const { errors } = form.formState;
  useEffect(() => {
    document.title = `${t("login.page_title")} · Goccia`;
  }, [t]);
  const submit = useMutation({
    meta: { ownErrors: true },
    mutationFn: ({ email, password }: Credentials) => login(email.trim(), password),
    onSuccess: () => router.history.push(redirectTo),
    onError: (error) => {
      applyProblem(form, error);
      form.setFocus("password", { shouldSelect: true });
    },
  });
  return (
    <AuthFrame>
      <h1 className="font-semibold text-2xl tracking-[-0.02em]">{t("login.title")}</h1>
      <p className="mt-1 text-base text-muted-foreground">{t("login.subtitle")}</p>
      <form
        noValidate
        className="mt-7 flex flex-col gap-4"
        onSubmit={form.handleSubmit((credentials) => submit.mutate(credentials))}
      >
        <Field label={t("login.email")} error={errors.email?.message}>
          {(control) => (
            <Input
              {...control}
              type="email"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              className="h-10 text-base"
              {...form.register("email", { required: t("login.email_missing") })}
            />
          )}
        </Field>
        <Field label={t("login.password")} error={errors.password?.message}>
          {(control) => (
            <PasswordInput
              {...control}
              autoComplete="current-password"
              className="h-10 text-base"
              {...form.register("password", { required: t("login.password_missing") })}
            />
          )}
        </Field>
        <FormError form={form} />
        <Button
          type="submit"
          variant="primary"
          size="lg"
          className="mt-1"
          loading={submit.isPending}
        >
          {t(submit.isPending ? "login.submitting" : "login.submit")}
        </Button>
      </form>
      <Link
        to="/forgotten"
        className="mt-6 self-start rounded-sm text-muted-foreground text-sm underline-offset-4 hover:text-foreground hover:underline max-sm:py-3"
      >
        {t("login.forgotten")}
      </Link>
    </AuthFrame>
  );
}
