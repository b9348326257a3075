import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeView, saveView } from "@/shared/api/generated";
import type { View } from "@/shared/api/generated/types.gen";
import { ApiError, errorSentence } from "@/shared/api/problem";
import { notify } from "@/shared/lib/notify";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { CheckField } from "@/shared/ui/check-field";
import { Combobox } from "@/shared/ui/combobox";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";
import type { LeadSearch } from "./lead-search";
import { toSaved } from "./views";

/** A name for a new view (of what the list shows), or another name for one; leaders may share it with a unit. */
export function ViewDialog({
  view,
  search,
  onClose,
  onSaved,
}: {
  view: View | null;
  search: LeadSearch;
  onClose: () => void;
  onSaved: (view: View) => void;
}) {
  const { t } = useTranslation("leads");
  const { t: common } = useTranslation();
  const me = useMe();
  const { unitId } = useCurrentUnit();
  const client = useQueryClient();
  const only = me.units.length === 1 ? (me.units[0]?.id ?? null) : null;
  const [name, setName] = useState(view?.name ?? "");
  const [shared, setShared] = useState(Boolean(view?.unit_id));
  const [unit, setUnit] = useState(view?.unit_id ?? unitId ?? only);
  const [tried, setTried] = useState(false);
  const missing = { name: !name.trim(), unit: shared && !unit };
  const save = useMutation({
    meta: { ownErrors: true },
    mutationFn: () => {
      const said = { name, unit_id: shared ? unit : null };
      return view
        ? changeView({ path: { view_id: view.id }, body: said })
        : saveView({ body: { ...said, ...toSaved(search) } });
    },
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: ["views"] });
      notify.success(t("views.saved"));
      onSaved(saved);
      onClose();
    },
  });
  const refused = save.error instanceof ApiError ? save.error.fields.name : undefined;
  const failure = save.error ? (refused ?? errorSentence(save.error)) : undefined;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t(view ? "views.rename" : "views.save_as")} width="sm">
        <form
          noValidate
          className="flex min-h-0 flex-col"
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (!missing.name && !missing.unit && !save.isPending) save.mutate();
          }}
        >
          <DialogBody className="flex flex-col gap-4">
            <Field
              label={t("views.name")}
              error={tried && missing.name ? t("views.missing") : failure}
            >
              {(control) => (
                <Input
                  {...control}
                  autoFocus
                  maxLength={60}
                  placeholder={t("views.name_example")}
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            {me.role !== "agente" && (view === null || view.mine) && (
              <CheckField
                label={t("views.share")}
                hint={t("views.share_hint")}
                checked={shared}
                onCheckedChange={setShared}
              />
            )}
            {shared && me.units.length > 1 && (view === null || view.mine) && (
              <Field
                label={t("views.unit")}
                error={tried && missing.unit ? t("views.choose_unit") : undefined}
              >
                {(control) => (
                  <Combobox
                    {...control}
                    title={t("views.unit")}
                    value={unit}
                    onValueChange={setUnit}
                    options={me.units.map(({ id, name: label }) => ({ value: id, label }))}
                  />
                )}
              </Field>
            )}
          </DialogBody>
          <DialogFooter>
            <Button onClick={onClose}>{common("actions.cancel")}</Button>
            <Button type="submit" variant="primary" loading={save.isPending}>
              {common("actions.save")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
