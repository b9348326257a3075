import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import { forgotPassword } from "@/shared/api/generated";
import { Button } from "@/shared/ui/button";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { Input } from "@/shared/ui/input";
import { AuthFrame } from "./auth-frame";

/** Asks for the mail; the answer is the same whether or not the address is a user's. */
export function ForgottenPage() {
  const { t } = useTranslation("auth");
  const form = useForm({ defaultValues: { email: "" } });
  const { errors } = form.formState;
  useEffect(() => {
    document.title = `${t("forgotten.title")} · Goccia`;
  }, [t]);
  const submit = useMutation({
    meta: { ownErrors: true },
    mutationFn: async ({ email }: { email: string }) => {
      await forgotPassword({ body: { email: email.trim() } });
      return email.trim();
    },
    onError: (error) => applyProblem(form, error),
  });
  return (
    <AuthFrame>
      {submit.isSuccess ? (
        <div role="status">
          <h1 className="font-semibold text-2xl tracking-[-0.02em]">{t("forgotten.sent_title")}</h1>
          <p className="mt-1 break-words text-base text-muted-foreground">
            {t("forgotten.sent_text", { email: submit.data })}
          </p>
        </div>
      ) : (
        <>
          <h1 className="font-semibold text-2xl tracking-[-0.02em]">{t("forgotten.title")}</h1>
          <p className="mt-1 text-base text-muted-foreground">{t("forgotten.text")}</p>
          <form
            noValidate
            className="mt-7 flex flex-col gap-4"
            onSubmit={form.handleSubmit((values) => submit.mutate(values))}
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
            <FormError form={form} />
            <Button type="submit" variant="primary" size="lg" loading={submit.isPending}>
              {t("forgotten.submit")}
            </Button>
          </form>
        </>
      )}
      <p className="mt-6 text-balance text-muted-foreground text-sm">{t("forgotten.help")}</p>
      <Link
        to="/login"
        className="mt-3 self-start rounded-sm text-muted-foreground text-sm underline underline-offset-4 hover:text-foreground max-sm:py-3"
      >
        {t("forgotten.back")}
      </Link>
    </AuthFrame>
  );
}
