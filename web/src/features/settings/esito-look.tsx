import { Controller, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { ESITO_ICONS, EsitoIcon } from "@/shared/leads/esito-icon";
import { useMe } from "@/shared/session/me";
import { Combobox } from "@/shared/ui/combobox";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";
import { TONE_DOT, TONES } from "@/shared/ui/tone";
import { ALL_UNITS, type EsitoForm } from "./esito-form";
import { Swatches } from "./swatches";

/** Name, unit, colour, icon. */
export function EsitoLook({ form, isNew }: { form: UseFormReturn<EsitoForm>; isNew: boolean }) {
  const { t } = useTranslation("esiti");
  const me = useMe();
  const { errors } = form.formState;
  const units = [
    ...(me.role === "admin" ? [{ value: ALL_UNITS, label: t("of_all") }] : []),
    ...me.units.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <>
      <Field label={t("field.name")} error={errors.name?.message}>
        {(control) => (
          <Input
            {...control}
            autoFocus={isNew}
            maxLength={60}
            placeholder={t("name_example")}
            {...form.register("name", {
              validate: (value) => value.trim() !== "" || t("field.missing"),
            })}
          />
        )}
      </Field>
      {isNew && units.length > 1 && (
        <Field label={t("field.unit")} hint={t("field.unit_hint")} error={errors.unit_id?.message}>
          {(control) => (
            <Controller
              control={form.control}
              name="unit_id"
              render={({ field }) => (
                <Combobox
                  {...control}
                  title={t("field.unit")}
                  value={field.value}
                  onValueChange={(value) => field.onChange(value ?? ALL_UNITS)}
                  options={units}
                />
              )}
            />
          )}
        </Field>
      )}
      <Controller
        control={form.control}
        name="colour"
        render={({ field }) => (
          <Swatches
            label={t("field.colour")}
            value={field.value}
            onValueChange={field.onChange}
            options={TONES.map((tone) => ({
              value: tone,
              label: t(`colour.${tone}`),
              drawing: <span className={`size-3.5 rounded-full ${TONE_DOT[tone]}`} />,
            }))}
          />
        )}
      />
      <Controller
        control={form.control}
        name="icon"
        render={({ field }) => (
          <Swatches
            label={t("field.icon")}
            value={field.value}
            onValueChange={field.onChange}
            options={ESITO_ICONS.map((icon) => ({
              value: icon,
              label: icon,
              drawing: <EsitoIcon name={icon} className="size-4" />,
            }))}
          />
        )}
      />
    </>
  );
}
