import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { applyProblem } from "@/shared/api/form-errors";
import { http } from "@/shared/api/http";
import { useAgents } from "@/shared/leads/agents";
import { type Lead, leadName } from "@/shared/leads/lead";
import { notify } from "@/shared/lib/notify";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { Combobox } from "@/shared/ui/combobox";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { FormError } from "@/shared/ui/form-error";
import { Input } from "@/shared/ui/input";
import { useContainers } from "./lead-filters";

const TEXTS = [
  "first_name",
  "last_name",
  "phone",
  "email",
  "province",
  "city",
  "address",
  "source",
] as const;
const TYPES: Partial<Record<(typeof TEXTS)[number], string>> = { phone: "tel", email: "email" };

type Form = Record<(typeof TEXTS)[number], string> & {
  container_id: string;
  agent_id: string | null;
};

/** A lead written in by hand: an agent's own, or a goccia unless an agent is named. */
export function NewLeadDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("leads");
  const { t: common } = useTranslation();
  const manages = useMe().role !== "agente";
  const { unitId } = useCurrentUnit();
  const containers = useContainers(unitId).filter((container) => container.active);
  const client = useQueryClient();
  const navigate = useNavigate();
  const only = containers.length === 1 ? containers[0]?.id : undefined;
  const form = useForm<Form>({
    defaultValues: {
      ...(Object.fromEntries(TEXTS.map((name) => [name, ""])) as Record<
        (typeof TEXTS)[number],
        string
      >),
      container_id: only ?? "",
      agent_id: null,
    },
  });
  const { errors } = form.formState;
  const containerId = form.watch("container_id");
  const container = containers.find(({ id }) => id === containerId);
  const agents = useAgents(container?.unit.id ?? unitId, manages);
  const create = useMutation({
    meta: { ownErrors: true },
    mutationFn: (values: Form) => {
      const filled = Object.entries(values).filter(([, value]) => value?.trim());
      return http.post<Lead>("/api/leads", Object.fromEntries(filled));
    },
    onSuccess: (lead) => {
      client.setQueryData(["leads", "detail", lead.id], lead);
      void client.invalidateQueries({ queryKey: ["leads", "list"] });
      notify.success(t("new.done", { name: leadName(lead) }));
      onClose();
      void navigate({ to: "/leads/$leadId", params: { leadId: lead.id } });
    },
    onError: (error) => applyProblem(form, error),
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t("new.title")} text={t(manages ? "new.text" : "new.text_own")}>
        <form
          noValidate
          className="flex min-h-0 flex-col"
          onSubmit={form.handleSubmit((values) => create.mutate(values))}
        >
          <DialogBody className="grid gap-4 sm:grid-cols-2">
            <Field
              label={t("column.container")}
              error={errors.container_id?.message}
              className={manages ? "" : "sm:col-span-2"}
            >
              {(control) => (
                <Controller
                  control={form.control}
                  name="container_id"
                  rules={{ required: t("new.container_missing") }}
                  render={({ field }) => (
                    <Combobox
                      {...control}
                      title={t("column.container")}
                      value={field.value || null}
                      onValueChange={(id) => field.onChange(id ?? "")}
                      options={containers.map(({ id, name, unit }) => ({
                        value: id,
                        label: name,
                        hint: unit.name,
                      }))}
                    />
                  )}
                />
              )}
            </Field>
            {manages && (
              <Field label={t("column.agent")} error={errors.agent_id?.message}>
                {(control) => (
                  <Controller
                    control={form.control}
                    name="agent_id"
                    render={({ field }) => (
                      <Combobox
                        {...control}
                        clearable
                        title={t("column.agent")}
                        placeholder={t("assign.goccia")}
                        value={field.value}
                        onValueChange={field.onChange}
                        options={agents.map(({ id, name }) => ({ value: id, label: name }))}
                      />
                    )}
                  />
                )}
              </Field>
            )}
            {TEXTS.map((name) => (
              <Field key={name} label={t(`field.${name}`)} error={errors[name]?.message}>
                {(control) => (
                  <Input
                    {...control}
                    type={TYPES[name] ?? "text"}
                    autoComplete="off"
                    autoFocus={name === "first_name"}
                    {...form.register(name)}
                  />
                )}
              </Field>
            ))}
            <div className="empty:hidden sm:col-span-2">
              <FormError form={form} />
            </div>
          </DialogBody>
          <DialogFooter>
            <Button onClick={onClose}>{common("actions.cancel")}</Button>
            <Button type="submit" variant="primary" loading={create.isPending}>
              {t("new.save")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
