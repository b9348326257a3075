import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ConfigurationCopy, copyConfiguration, type Unit } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { useMe } from "@/shared/session/me";
import { Button } from "@/shared/ui/button";
import { CheckField } from "@/shared/ui/check-field";
import { Field } from "@/shared/ui/field";
import { Select } from "@/shared/ui/select";
import { Separator } from "@/shared/ui/separator";

type Part = NonNullable<ConfigurationCopy["parts"]>[number];
export const PARTS: Part[] = ["calendar", "custom_fields", "esiti", "containers"];

/** Brings the configuration of another unit here, part by part, and says what came and what was there. */
export function CopyConfiguration({ unit, onDone }: { unit: Unit; onDone: () => void }) {
  const { t } = useTranslation("units");
  const client = useQueryClient();
  const others = useMe().units.filter(({ id }) => id !== unit.id);
  const [from, setFrom] = useState("");
  const [parts, setParts] = useState<readonly Part[]>(PARTS);
  const copy = useMutation({
    mutationFn: () =>
      copyConfiguration({
        path: { unit_id: unit.id },
        body: { from_unit_id: from, parts: [...parts] },
      }),
    onSuccess: async (done) => {
      const lines = done.flatMap(({ part, copied, kept }) => {
        const label = t(`copy.part.${part}`);
        if (part === "calendar") return [label];
        const counts = [];
        if (copied.length > 0) counts.push(t("copy.copied", { count: copied.length }));
        if (kept.length > 0) counts.push(t("copy.kept", { count: kept.length }));
        return counts.length > 0 ? [`${label}: ${counts.join(", ")}`] : [];
      });
      notify.success(t("copy.done", { name: others.find(({ id }) => id === from)?.name ?? "" }), {
        description: lines.join(" · "),
      });
      onDone();
      await Promise.all(
        ["units", "containers", "esiti", "custom-fields"].map((name) =>
          client.invalidateQueries({ queryKey: [name] }),
        ),
      );
    },
  });
  if (others.length === 0) return null;
  return (
    <>
      <Separator />
      <section aria-label={t("copy.title")} className="flex flex-col gap-3">
        <div>
          <h3 className="font-semibold text-sm">{t("copy.title")}</h3>
          <p className="mt-0.5 text-muted-foreground text-sm">{t("copy.text")}</p>
        </div>
        <Field label={t("copy.from")}>
          {(control) => (
            <Select
              {...control}
              placeholder={t("copy.choose")}
              value={from}
              onValueChange={setFrom}
              options={others.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Field>
        {PARTS.map((part) => (
          <CheckField
            key={part}
            label={t(`copy.part.${part}`)}
            checked={parts.includes(part)}
            onCheckedChange={(on) =>
              setParts(on ? [...parts, part] : parts.filter((one) => one !== part))
            }
          />
        ))}
        <Button
          className="self-start max-sm:self-stretch"
          disabled={!from || parts.length === 0}
          loading={copy.isPending}
          onClick={() => copy.mutate()}
        >
          {t("copy.submit")}
        </Button>
      </section>
    </>
  );
}
