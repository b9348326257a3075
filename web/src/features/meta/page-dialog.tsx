import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import { type PageOut, saveMetaPage } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { Input } from "@/shared/ui/input";
import { PasswordInput } from "@/shared/ui/password-input";

interface PageForm {
  page_id: string;
  name: string;
  access_token: string;
}

/** Connects a page, or gives a connected one another name and a new token. */
export function PageDialog({
  page,
  onOpenChange,
}: {
  page?: PageOut;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation("meta");
  const { t: common } = useTranslation();
  const client = useQueryClient();
  const form = useForm<PageForm>({
    defaultValues: { page_id: page?.page_id ?? "", name: page?.name ?? "", access_token: "" },
  });
  const { errors } = form.formState;
  const save = useMutation({
    meta: { ownErrors: true },
    mutationFn: ({ page_id, ...body }: PageForm) =>
      saveMetaPage({ path: { page_id: page_id.trim() }, body }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["meta"] });
      notify.success(t("page.saved"), { description: t("page.saved_text") });
      onOpenChange(false);
    },
    onError: (error) => applyProblem(form, error),
  });
  const missing = { required: t("missing") };
  return (
    <Dialog open onOpenChange={onOpenChange}>
      <DialogContent
        title={page ? t("page.edit_title") : t("page.connect")}
        text={t("page.dialog_text")}
      >
        <form
          noValidate
          className="flex min-h-0 flex-col"
          onSubmit={form.handleSubmit((values) => save.mutate(values))}
        >
          <DialogBody className="flex flex-col gap-4">
            <Field label={t("page.name")} error={errors.name?.message}>
              {(control) => (
                <Input {...control} maxLength={200} {...form.register("name", missing)} />
              )}
            </Field>
            <Field label={t("page.id")} hint={t("page.id_hint")} error={errors.page_id?.message}>
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  placeholder="102030405060708"
                  readOnly={Boolean(page)}
                  maxLength={100}
                  {...form.register("page_id", missing)}
                />
              )}
            </Field>
            <Field
              label={t("page.token")}
              hint={t("page.token_hint")}
              error={errors.access_token?.message}
            >
              {(control) => (
                <PasswordInput
                  {...control}
                  autoComplete="off"
                  maxLength={1000}
                  {...form.register("access_token", missing)}
                />
              )}
            </Field>
            <FormError form={form} />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button>{common("actions.cancel")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" loading={save.isPending}>
              {common("actions.save")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
