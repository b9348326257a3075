import { RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Container, RehearsalDay } from "@/shared/api/generated";
import { formatDayLong } from "@/shared/lib/dates";
import { formatNumber } from "@/shared/lib/numbers";
import { Button } from "@/shared/ui/button";
import { Card, CardContent, CardFooter, CardHeader } from "@/shared/ui/card";
import { CheckField } from "@/shared/ui/check-field";
import { DatePicker } from "@/shared/ui/date-picker";
import { Field } from "@/shared/ui/field";
import { NumberInput } from "@/shared/ui/number-input";
import { Select } from "@/shared/ui/select";
import { CHOOSABLE } from "./policies";
import { minutesAreRight, type Rules, rulesOf } from "./rehearsal-rules";
import { RehearsalTeam } from "./rehearsal-team";

/** The day and the rules to try. */
export function RehearsalForm({
  container,
  day,
  days,
  onDayChange,
  rules,
  onRulesChange,
  edited,
  stale,
  running,
  onRun,
}: {
  container: Container;
  day: string;
  days: readonly RehearsalDay[];
  onDayChange: (day: string) => void;
  rules: Rules;
  onRulesChange: (rules: Rules) => void;
  edited: boolean;
  stale: boolean;
  running: boolean;
  onRun: () => void;
}) {
  const { t } = useTranslation("rehearsal");
  const { t: words } = useTranslation("containers");
  const set = (some: Partial<Rules>) => onRulesChange({ ...rules, ...some });
  const found = days.find((one) => one.day === day);
  const minutes = rules.policy === "first_to_claim" ? "claim_minutes" : "pace_minutes";
  const value = rules[minutes];
  const wrong =
    !minutesAreRight(value) || (rules.policy === "first_to_claim" && rules.claim_minutes === null);
  return (
    <Card>
      <CardHeader
        title={t("rules")}
        action={
          edited && (
            <Button
              size="sm"
              variant="ghost"
              onClick={() => onRulesChange({ ...rules, ...rulesOf(container) })}
            >
              <RotateCcw aria-hidden />
              {t("reset")}
            </Button>
          )
        }
      />
      <CardContent className="flex flex-col gap-4">
        <Field
          label={t("day")}
          hint={
            found
              ? t("day_drops", { count: found.decisions, shown: formatNumber(found.decisions) })
              : formatDayLong(`${day}T12:00:00Z`)
          }
        >
          {(control) => (
            <DatePicker
              {...control}
              value={day}
              title={t("day")}
              onValueChange={(next) => next && onDayChange(next)}
            />
          )}
        </Field>
        <Field label={words("field.policy")} hint={words(`policy_text.${rules.policy}`)}>
          {(control) => (
            <Select
              {...control}
              value={rules.policy}
              onValueChange={(policy) => set({ policy })}
              options={CHOOSABLE.map((policy) => ({
                value: policy,
                label: words(`policy.${policy}`),
              }))}
            />
          )}
        </Field>
        {(rules.policy === "paced" || rules.policy === "first_to_claim") && (
          <Field
            label={words(`field.${minutes}`)}
            hint={words(`field.${minutes}_hint`)}
            error={wrong ? words("field.minutes_wrong", { most: 1440 }) : undefined}
            optional={minutes === "pace_minutes"}
          >
            {(control) => (
              <NumberInput
                {...control}
                max={1440}
                value={value === null || Number.isNaN(value) ? "" : value}
                onChange={(event) =>
                  set({
                    [minutes]:
                      event.target.value === "" && minutes === "pace_minutes"
                        ? null
                        : event.target.valueAsNumber,
                  })
                }
              />
            )}
          </Field>
        )}
        <CheckField
          kind="switch"
          label={words("field.requires_province")}
          checked={rules.requires_province}
          onCheckedChange={(requires_province) => set({ requires_province })}
        />
        <RehearsalTeam container={container} rules={rules} onTeamChange={(team) => set({ team })} />
        <fieldset className="flex flex-col gap-2 border-t pt-3">
          <legend className="float-left mb-2 font-medium text-sm">{t("aside")}</legend>
          <CheckField
            label={t("ignore_hours")}
            checked={rules.ignore_hours}
            onCheckedChange={(ignore_hours) => set({ ignore_hours })}
          />
          <CheckField
            label={t("ignore_pauses")}
            checked={rules.ignore_pauses}
            onCheckedChange={(ignore_pauses) => set({ ignore_pauses })}
          />
        </fieldset>
      </CardContent>
      <CardFooter>
        <Button
          variant={stale ? "primary" : "secondary"}
          disabled={wrong}
          loading={running}
          onClick={onRun}
        >
          {t("run")}
        </Button>
      </CardFooter>
    </Card>
  );
}
