import { useTranslation } from "react-i18next";
import type { MailRecipient, Ref } from "@/shared/api/generated/types.gen";
import { formatMoment } from "@/shared/lib/dates";
import { useMe } from "@/shared/session/me";
import { Button } from "@/shared/ui/button";
import { CheckField } from "@/shared/ui/check-field";

/** Who sees the report, ticked who gets it; of each what became of the last sending. */
export function MailRecipients({
  readers,
  known,
  chosen,
  error,
  onChange,
  onComeBack,
}: {
  readers: readonly Ref[];
  known: readonly MailRecipient[];
  chosen: readonly string[];
  error: string | undefined;
  onChange: (chosen: string[]) => void;
  onComeBack: () => void;
}) {
  const { t } = useTranslation("reports");
  const me = useMe();
  const had = new Map(known.map((one) => [one.user.id, one]));
  const seen = new Set(readers.map((one) => one.id));
  // Whoever lost sight of the report is still listed: nothing goes out to them, and the line says why.
  const people = [...readers, ...known.map((one) => one.user).filter((one) => !seen.has(one.id))];
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">{t("mail.recipients")}</legend>
      <ul className="scroll-slim max-h-60 divide-y overflow-y-auto rounded-md border">
        {people.map((person) => {
          const before = had.get(person.id);
          const left = before?.receives === false;
          return (
            <li key={person.id} className="flex min-h-11 items-center gap-3 px-3 py-1.5">
              <CheckField
                className="min-w-0 flex-1"
                label={person.id === me.id ? t("mail.me", { name: person.name }) : person.name}
                hint={left ? t("mail.left") : before && said(before)}
                checked={!left && chosen.includes(person.id)}
                disabled={left}
                onCheckedChange={(checked) =>
                  onChange(
                    checked ? [...chosen, person.id] : chosen.filter((one) => one !== person.id),
                  )
                }
              />
              {left && person.id === me.id && (
                <Button size="sm" onClick={onComeBack}>
                  {t("mail.come_back")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <p role={error ? "alert" : undefined} className="mt-1.5 text-muted-foreground text-xs">
        {error ? <span className="text-red">{error}</span> : t("mail.recipients_hint")}
      </p>
    </fieldset>
  );

  function said({ result, due_at: at }: MailRecipient) {
    return result && at ? `${formatMoment(at)}: ${t(`mail.result.${result}`)}` : undefined;
  }
}
