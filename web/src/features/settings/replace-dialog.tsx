import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Esito, retireEsito } from "@/shared/api/generated";
import { ApiError, errorSentence } from "@/shared/api/problem";
import { notify } from "@/shared/lib/notify";
import { formatNumber } from "@/shared/lib/numbers";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { Callout } from "@/shared/ui/callout";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { Select } from "@/shared/ui/select";
import { EsitoPreview } from "./esito-preview";
import { allEsitiQuery, esitoUsageQuery } from "./queries";

/** Which esiti can stand for one that is retired: in use, of the same units, with the same meaning. */
function canStandFor(esito: Esito, other: Esito): boolean {
  return (
    other.id !== esito.id &&
    other.active &&
    !other.initial &&
    (other.unit_id === null || other.unit_id === esito.unit_id) &&
    other.final === esito.final &&
    other.won === esito.won &&
    other.do_not_contact === esito.do_not_contact
  );
}

/** Retires an Esito with another in its place, after saying what that changes. */
export function ReplaceDialog({
  esito,
  onClose,
  onDone,
}: {
  esito: Esito;
  onClose: () => void;
  onDone: () => void;
}) {
  const { t } = useTranslation("esiti");
  const { t: common } = useTranslation();
  const client = useQueryClient();
  const { unitId } = useCurrentUnit();
  const list = useQuery(allEsitiQuery(unitId));
  const usage = useQuery(esitoUsageQuery(esito.id)).data;
  const [chosen, setChosen] = useState<string>();
  const others = (list.data?.items ?? []).filter((other) => canStandFor(esito, other));
  const save = useMutation({
    meta: { ownErrors: true },
    mutationFn: (replacement_id: string) =>
      retireEsito({ path: { esito_id: esito.id }, body: { replacement_id } }),
    onSuccess: () => {
      notify.success(t("retired_done"));
      onDone();
      return client.invalidateQueries({ queryKey: ["esiti"] });
    },
  });
  const field = save.error instanceof ApiError ? save.error.fields.replacement_id : undefined;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t("replace.title", { name: esito.name })} text={t("replace.text")}>
        <form
          noValidate
          className="flex min-h-0 flex-col"
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen) save.mutate(chosen);
          }}
        >
          <DialogBody className="flex flex-col gap-4">
            {list.data && others.length === 0 ? (
              <Callout>{t("replace.nobody")}</Callout>
            ) : (
              <Field label={t("replace.with")} error={field} hint={t("replace.alike")}>
                {(control) => (
                  <Select
                    {...control}
                    value={chosen}
                    onValueChange={setChosen}
                    options={others.map((other) => ({
                      value: other.id,
                      label: (
                        <EsitoPreview name={other.name} colour={other.colour} icon={other.icon} />
                      ),
                    }))}
                  />
                )}
              </Field>
            )}
            <p className="tabular h-5 text-sm">
              {usage &&
                [
                  t("replace.leads", { count: usage.leads, shown: formatNumber(usage.leads) }),
                  usage.views > 0 && t("replace.views", { count: usage.views }),
                ]
                  .filter(Boolean)
                  .join(" · ")}
            </p>
            {save.error && !field && <Callout kind="error">{errorSentence(save.error)}</Callout>}
          </DialogBody>
          <DialogFooter>
            <Button onClick={onClose}>{common("actions.cancel")}</Button>
            <Button type="submit" variant="primary" disabled={!chosen} loading={save.isPending}>
              {t("replace.confirm")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
