import { useTranslation } from "react-i18next";
import { Chip } from "@/shared/ui/chip";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";
import { Textarea } from "@/shared/ui/textarea";
import type { Esito } from "./lead";
import { WhenField } from "./when-field";

export interface FollowUp {
  note: string;
  next_action_at: string | null;
  reason: string;
  amount: string;
}

const REASONS = ["price", "has_supplier", "not_now", "tenant", "no_interest"] as const;

/** What the chosen Esito asks for, each with its quick answers; a Nota may always be added. */
export function EsitoFollowUp({
  esito,
  value,
  errors,
  onChange,
}: {
  esito: Esito;
  value: FollowUp;
  errors: Record<string, string>;
  onChange: (change: Partial<FollowUp>) => void;
}) {
  const { t } = useTranslation("leads");
  const asks = new Set(esito.asks);
  return (
    <div className="flex flex-col gap-4">
      {asks.has("datetime") && (
        <WhenField
          label={t(esito.effect === "appointment" ? "esito.when_appointment" : "esito.when")}
          value={value.next_action_at}
          onValueChange={(next_action_at) => onChange({ next_action_at })}
          error={errors.next_action_at}
        />
      )}
      {asks.has("reason") && (
        <Field label={t("esito.reason")} error={errors.reason}>
          {(control) => (
            <div className="flex flex-col gap-2.5">
              <div className="flex flex-wrap gap-1.5">
                {REASONS.map((reason) => {
                  const words = t(`reason.${reason}`);
                  return (
                    <Chip
                      key={reason}
                      active={value.reason === words}
                      className="h-9 px-3 text-sm max-sm:h-11"
                      onClick={() => onChange({ reason: words })}
                    >
                      {words}
                    </Chip>
                  );
                })}
              </div>
              <Input
                {...control}
                value={value.reason}
                onChange={(event) => onChange({ reason: event.target.value })}
                placeholder={t("esito.reason_placeholder")}
                maxLength={1000}
              />
            </div>
          )}
        </Field>
      )}
      {asks.has("amount") && (
        <Field label={t("esito.amount")} error={errors.amount}>
          {(control) => (
            <div className="relative">
              <Input
                {...control}
                autoFocus
                inputMode="decimal"
                className="tabular pr-8"
                placeholder="12.500,00"
                value={value.amount}
                onChange={(event) => onChange({ amount: event.target.value })}
              />
              <span
                aria-hidden
                className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-3 text-muted-foreground"
              >
                €
              </span>
            </div>
          )}
        </Field>
      )}
      <Field label={t("note.title")} optional={!asks.has("note")} error={errors.note}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={10_000}
            placeholder={t("note.placeholder")}
            value={value.note}
            onChange={(event) => onChange({ note: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}
