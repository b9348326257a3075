import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import type { Container } from "@/shared/api/generated";
import { RETURN_REASONS, type ReturnReason } from "@/shared/leads/return-reasons";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";
import { Card, CardContent, CardFooter, CardHeader } from "@/shared/ui/card";
import { CheckField } from "@/shared/ui/check-field";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { Input } from "@/shared/ui/input";
import { vendorsQuery } from "./queries";
import { useChangeContainer } from "./use-change-container";

interface TermsForm {
  vendor: string;
  return_reasons: ReturnReason[];
  return_window_days: string;
}

const formOf = (container: Container): TermsForm => ({
  vendor: container.vendor ?? "",
  return_reasons: container.return_reasons ?? [],
  return_window_days: container.return_window_days?.toString() ?? "",
});

/** Who sells these leads, and which of them it takes back. */
export function VendorTermsCard({ container }: { container: Container }) {
  const { t } = useTranslation("returns");
  const { t: common } = useTranslation();
  const known = useId();
  const vendors = useQuery(vendorsQuery(container.unit_id)).data ?? [];
  const form = useForm<TermsForm>({ defaultValues: formOf(container) });
  const { errors, isDirty } = form.formState;
  const change = useChangeContainer(container.id, true);
  const save = ({ vendor, return_reasons, return_window_days }: TermsForm) =>
    change.mutate(
      {
        vendor: vendor.trim() || null,
        return_reasons,
        return_window_days: return_window_days.trim() ? Number(return_window_days) : null,
      },
      {
        onSuccess: (saved) => {
          form.reset(formOf(saved));
          notify.success(common("state.saved"));
        },
        onError: (error) => applyProblem(form, error),
      },
    );
  return (
    <Card>
      <form noValidate onSubmit={form.handleSubmit(save)}>
        <CardHeader title={t("terms.title")} text={t("terms.text")} />
        <CardContent className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t("terms.vendor")}
            hint={form.watch("vendor").trim() ? t("terms.vendor_hint") : t("terms.no_vendor")}
            error={errors.vendor?.message}
          >
            {(control) => (
              <Input
                {...control}
                maxLength={120}
                list={known}
                autoComplete="off"
                placeholder={t("terms.vendor_example")}
                {...form.register("vendor")}
              />
            )}
          </Field>
          <datalist id={known}>
            {vendors.map((vendor) => (
              <option key={vendor} value={vendor} />
            ))}
          </datalist>
          <Field
            label={t("terms.window")}
            hint={t("terms.window_hint")}
            error={errors.return_window_days?.message}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                className="w-28"
                {...form.register("return_window_days", {
                  validate: (value) =>
                    value.trim() === "" ||
                    (/^\s*\d{1,3}\s*$/.test(value) && Number(value) >= 1 && Number(value) <= 365) ||
                    t("terms.window_wrong"),
                })}
              />
            )}
          </Field>
          <Controller
            control={form.control}
            name="return_reasons"
            render={({ field }) => (
              <fieldset className="sm:col-span-2">
                <legend className="font-medium text-sm">{t("terms.reasons")}</legend>
                <p className="mb-2.5 text-muted-foreground text-xs">{t("terms.reasons_hint")}</p>
                <div className="grid gap-3 sm:grid-cols-2">
                  {RETURN_REASONS.map((reason) => (
                    <CheckField
                      key={reason}
                      className="max-sm:min-h-8"
                      label={t(`reason.${reason}`)}
                      checked={field.value.includes(reason)}
                      onCheckedChange={(on) =>
                        field.onChange(
                          RETURN_REASONS.filter((one) =>
                            one === reason ? on : field.value.includes(one),
                          ),
                        )
                      }
                    />
                  ))}
                </div>
              </fieldset>
            )}
          />
          <div className="empty:hidden sm:col-span-2">
            <FormError form={form} />
          </div>
        </CardContent>
        <CardFooter>
          <Button type="submit" variant="primary" disabled={!isDirty} loading={change.isPending}>
            {common("actions.save")}
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}
