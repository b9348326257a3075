import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import { http } from "@/shared/api/http";
import { type Language, setLanguage } from "@/shared/i18n/i18n";
import { notify } from "@/shared/lib/notify";
import { type Me, meQuery, useMe } from "@/shared/session/me";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { Card, CardContent, CardFooter, CardHeader } from "@/shared/ui/card";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { Input } from "@/shared/ui/input";
import { Select } from "@/shared/ui/select";

interface Personal {
  first_name: string;
  last_name: string;
  language: Language;
}

export function PersonalCard() {
  const { t } = useTranslation("profile");
  const { t: common } = useTranslation();
  const { t: shell } = useTranslation("shell");
  const me = useMe();
  const client = useQueryClient();
  const form = useForm<Personal>({
    values: { first_name: me.first_name, last_name: me.last_name, language: me.language },
  });
  const { errors, isDirty } = form.formState;
  const save = useMutation({
    meta: { ownErrors: true },
    mutationFn: (personal: Personal) => http.patch<Me>("/api/me", personal),
    onSuccess: async (saved) => {
      client.setQueryData(meQuery.queryKey, saved);
      await setLanguage(saved.language);
      notify.success(t("personal.saved"));
    },
    onError: (error) => applyProblem(form, error),
  });
  const needed = { required: t("personal.missing") };
  return (
    <Card>
      <form noValidate onSubmit={form.handleSubmit((personal) => save.mutate(personal))}>
        <CardHeader
          title={t("personal.title")}
          text={t("personal.text")}
          action={<Badge tone="blue">{common(`role.${me.role}`)}</Badge>}
        />
        <CardContent className="grid gap-4 sm:grid-cols-2">
          <Field label={t("personal.first_name")} error={errors.first_name?.message}>
            {(control) => (
              <Input
                {...control}
                autoComplete="given-name"
                {...form.register("first_name", needed)}
              />
            )}
          </Field>
          <Field label={t("personal.last_name")} error={errors.last_name?.message}>
            {(control) => (
              <Input
                {...control}
                autoComplete="family-name"
                {...form.register("last_name", needed)}
              />
            )}
          </Field>
          <Field label={t("personal.email")} hint={t("personal.email_hint")}>
            {(control) => <Input {...control} value={me.email} disabled readOnly />}
          </Field>
          <Field label={t("personal.language")} error={errors.language?.message}>
            {(control) => (
              <Controller
                control={form.control}
                name="language"
                render={({ field }) => (
                  <Select
                    {...control}
                    value={field.value}
                    onValueChange={field.onChange}
                    options={[
                      { value: "it", label: shell("profile.italian") },
                      { value: "en", label: shell("profile.english") },
                    ]}
                  />
                )}
              />
            )}
          </Field>
          {me.units.length > 0 && (
            <div className="flex flex-wrap items-center gap-1.5 sm:col-span-2">
              <span className="mr-1 text-muted-foreground text-sm">{t("units")}</span>
              {me.units.map((unit) => (
                <Badge key={unit.id}>{unit.name}</Badge>
              ))}
            </div>
          )}
          <div className="empty:hidden sm:col-span-2">
            <FormError form={form} />
          </div>
        </CardContent>
        <CardFooter>
          <Button type="submit" variant="primary" disabled={!isDirty} loading={save.isPending}>
            {common("actions.save")}
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}
