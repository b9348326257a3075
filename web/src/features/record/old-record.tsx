import { useTranslation } from "react-i18next";
import { inOrder, useWords } from "./words";

/** What a record held that was merged into this one. */
export function OldRecord({ record }: { record: Record<string, unknown> }) {
  const { t } = useTranslation("record");
  const words = useWords();
  return (
    <details className="mt-1.5 text-xs">
      <summary className="flex min-h-6 w-fit cursor-pointer items-center text-muted-foreground hover:text-foreground max-sm:min-h-11">
        {t("was")}
      </summary>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
        {inOrder(Object.keys(record)).map((name) => (
          <div key={name} className="contents">
            <dt className="text-muted-foreground">{words.field(name)}</dt>
            <dd className="break-words">{words.value(name, record[name])}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
