import { useTranslation } from "react-i18next";
import type { Choice, Lead } from "@/shared/api/generated/types.gen";
import { FieldValue, useFieldName } from "./field-words";

/** What the two have in common: nothing to choose, and a reason to believe that they are one. */
export function SameFields({ lead, choices }: { lead: Lead; choices: readonly Choice[] }) {
  const { t } = useTranslation("duplicates");
  const name = useFieldName();
  if (choices.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1.5 font-medium text-sm">{t("same")}</h3>
      <dl className="grid grid-cols-1 gap-x-6 gap-y-1 text-sm sm:grid-cols-2">
        {choices.map((choice) => (
          <div key={choice.field} className="flex min-w-0 gap-2">
            <dt className="w-32 shrink-0 text-muted-foreground">{name(choice)}</dt>
            <dd className="min-w-0 break-words">
              <FieldValue lead={lead} field={choice.field} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
