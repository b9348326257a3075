import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import { type FormOut, saveMetaForm } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { MappingRules, type Rule, toMapping, toRules } from "@/shared/mapping/mapping-rules";
import { Button } from "@/shared/ui/button";
import { Combobox } from "@/shared/ui/combobox";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { Input } from "@/shared/ui/input";
import { containerChoicesQuery, pagesQuery } from "./queries";

interface Values {
  form_id: string;
  page_id: string | null;
  container_id: string | null;
  mapping: Rule[];
}

/** Connects a form to a container. `unknown`: a form that leads came from and that nobody connected yet. */
export function FormDialog({
  form: known,
  unknown,
  onOpenChange,
}: {
  form?: FormOut;
  unknown?: { form_id: string; page_id: string | null };
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation("meta");
  const { t: common } = useTranslation();
  const client = useQueryClient();
  const pages = useInfiniteQuery(pagesQuery).data?.pages.flatMap((page) => page.items) ?? [];
  const containers = useQuery(containerChoicesQuery).data ?? [];
  const form = useForm<Values>({
    defaultValues: {
      form_id: known?.form_id ?? unknown?.form_id ?? "",
      page_id: known?.page.id ?? unknown?.page_id ?? null,
      container_id: known?.container?.id ?? null,
      mapping: toRules(known?.mapping ?? {}),
    },
  });
  const { errors } = form.formState;
  const chosen = containers.find(({ value }) => value === form.watch("container_id"));
  const pageId = form.watch("page_id");
  const pageOptions = pages.map((page) => ({ value: page.page_id, label: page.name }));
  if (pageId && !pageOptions.some(({ value }) => value === pageId)) {
    pageOptions.push({ value: pageId, label: known?.page.name ?? pageId });
  }
  const save = useMutation({
    meta: { ownErrors: true },
    mutationFn: ({ form_id, page_id, container_id, mapping }: Values) =>
      saveMetaForm({
        path: { form_id: form_id.trim() },
        body: { page_id: page_id ?? "", container_id, mapping: toMapping(mapping) },
      }),
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: ["meta"] });
      notify.success(t("form.saved"), {
        description: saved.container && t("form.saved_text", { name: saved.container.name }),
      });
      onOpenChange(false);
    },
    onError: (error) => applyProblem(form, error),
  });
  const missing = { required: t("missing") };
  return (
    <Dialog open onOpenChange={onOpenChange}>
      <DialogContent
        title={known ? t("form.edit_title") : t("form.connect")}
        text={t("form.dialog_text")}
      >
        <form
          noValidate
          className="flex min-h-0 flex-col"
          onSubmit={form.handleSubmit((values) => save.mutate(values))}
        >
          <DialogBody className="flex flex-col gap-4">
            <Field label={t("form.id")} hint={t("form.id_hint")} error={errors.form_id?.message}>
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  readOnly={Boolean(known ?? unknown)}
                  maxLength={100}
                  {...form.register("form_id", missing)}
                />
              )}
            </Field>
            <Field label={t("form.page")} error={errors.page_id?.message}>
              {(control) => (
                <Controller
                  control={form.control}
                  name="page_id"
                  rules={missing}
                  render={({ field }) => (
                    <Combobox
                      {...control}
                      title={t("form.page")}
                      value={field.value}
                      onValueChange={field.onChange}
                      options={pageOptions}
                    />
                  )}
                />
              )}
            </Field>
            <Field
              label={t("form.container")}
              hint={t("form.container_hint")}
              error={errors.container_id?.message}
            >
              {(control) => (
                <Controller
                  control={form.control}
                  name="container_id"
                  render={({ field }) => (
                    <Combobox
                      {...control}
                      title={t("form.container")}
                      clearable
                      value={field.value}
                      onValueChange={field.onChange}
                      options={containers}
                    />
                  )}
                />
              )}
            </Field>
            <Controller
              control={form.control}
              name="mapping"
              render={({ field }) => (
                <MappingRules
                  unitId={chosen?.unitId ?? null}
                  rules={field.value}
                  onRulesChange={field.onChange}
                  example="quando_richiamare?"
                />
              )}
            />
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
