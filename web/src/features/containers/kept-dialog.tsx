import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type DeliveryOut, replayDelivery } from "@/shared/api/generated";
import { errorSentence } from "@/shared/api/problem";
import { formatDateTime } from "@/shared/lib/dates";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";
import { Callout } from "@/shared/ui/callout";
import { CodeBlock } from "@/shared/ui/code-block";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";
import { corrections, valuesOf } from "./delivery-values";

/** What came, with the values to correct, and "Riprova". What stays unusable stays kept, with its reason. */
export function KeptDialog({
  delivery,
  onOpenChange,
}: {
  delivery: DeliveryOut;
  onOpenChange: (open: boolean) => void;
}) {
  const { t, i18n } = useTranslation("containers");
  const { t: common } = useTranslation();
  const language = i18n.language === "en" ? "en" : "it";
  const client = useQueryClient();
  const [came] = useState(() => valuesOf(delivery) ?? {});
  const [values, setValues] = useState(() =>
    Object.keys(came).length > 0 ? came : { nome: "", telefono: "", email: "" },
  );
  const [name, setName] = useState("");
  const [failure, setFailure] = useState<string>();
  const again = useMutation({
    meta: { ownErrors: true },
    mutationFn: () =>
      replayDelivery({
        path: { delivery_id: delivery.id },
        body: { values: corrections(came, values) },
      }),
    onSuccess: async ({ delivery: after, outcomes }) => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ["containers"] }),
        client.invalidateQueries({ queryKey: ["leads"] }),
      ]);
      const still = outcomes.find((outcome) => outcome.status === "kept");
      if (after.state === "kept") {
        setFailure(still?.reason?.[language] ?? after.problem?.[language] ?? t("kept.unknown"));
        return;
      }
      notify.success(t("kept.done"));
      onOpenChange(false);
    },
    onError: (error) => setFailure(errorSentence(error)),
  });
  const addKey = () => {
    const key = name.trim();
    if (key && !(key in values)) setValues({ ...values, [key]: "" });
    setName("");
  };
  return (
    <Dialog open onOpenChange={onOpenChange}>
      <DialogContent
        title={delivery.problem?.[language] ?? t("kept.unknown")}
        text={t("kept.received", {
          at: formatDateTime(delivery.received_at),
          method: delivery.method,
        })}
      >
        <form
          noValidate
          className="flex min-h-0 flex-col"
          onSubmit={(event) => {
            event.preventDefault();
            setFailure(undefined);
            again.mutate();
          }}
        >
          <DialogBody className="flex flex-col gap-4">
            {delivery.channel === "hook" && (
              <fieldset className="grid gap-3 sm:grid-cols-2">
                <legend className="mb-2 font-medium text-sm">{t("kept.values")}</legend>
                {Object.entries(values).map(([key, value]) => (
                  <Field key={key} label={key}>
                    {(control) => (
                      <Input
                        {...control}
                        value={value}
                        maxLength={10_000}
                        onChange={(event) => setValues({ ...values, [key]: event.target.value })}
                      />
                    )}
                  </Field>
                ))}
                <div className="flex items-end gap-2 sm:col-span-2">
                  <Field label={t("kept.add_key")} className="flex-1">
                    {(control) => (
                      <Input
                        {...control}
                        value={name}
                        placeholder="email"
                        maxLength={200}
                        onChange={(event) => setName(event.target.value)}
                        onKeyDown={(event) => {
                          if (event.key !== "Enter") return;
                          event.preventDefault();
                          addKey();
                        }}
                      />
                    )}
                  </Field>
                  <Button onClick={addKey} disabled={!name.trim()}>
                    <Plus aria-hidden />
                    {common("actions.add")}
                  </Button>
                </div>
              </fieldset>
            )}
            <details>
              <summary className="cursor-pointer font-medium text-sm">{t("kept.raw")}</summary>
              <div className="mt-2">
                <CodeBlock
                  code={delivery.body || delivery.query || t("kept.empty_body")}
                  label={t("kept.raw")}
                />
              </div>
            </details>
            {failure && <Callout kind="error">{failure}</Callout>}
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button>{common("actions.cancel")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" loading={again.isPending}>
              {t("kept.replay")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
