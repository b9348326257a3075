import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Choice, Lead } from "@/shared/api/generated/types.gen";
import { leadName } from "@/shared/leads/lead";
import { cn } from "@/shared/lib/cn";
import { FieldValue, useFieldName } from "./field-words";

/** A field in which two leads differ: the value that stays is chosen. Arrows move between the two. */
export function ChoiceRow({
  choice,
  leads,
  kept,
  onKeep,
}: {
  choice: Choice;
  leads: readonly [Lead, Lead];
  /** The lead whose value stays. */
  kept: string;
  onKeep: (leadId: string) => void;
}) {
  const { t } = useTranslation("duplicates");
  const group = useId();
  const name = useFieldName()(choice);
  return (
    <div
      role="radiogroup"
      aria-label={name}
      className="grid grid-cols-1 gap-1.5 py-2 sm:grid-cols-[8rem_minmax(0,1fr)_minmax(0,1fr)] sm:items-center sm:gap-2"
    >
      <span className="text-muted-foreground text-sm" aria-hidden>
        {name}
      </span>
      {leads.map((lead, place) => (
        <label
          key={lead.id}
          className="flex min-h-9 min-w-0 cursor-pointer items-center gap-2.5 rounded-md border bg-card px-3 py-1.5 text-sm transition-colors hover:bg-accent has-checked:border-primary has-checked:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-ring max-sm:min-h-11"
        >
          <input
            type="radio"
            name={group}
            checked={kept === lead.id}
            onChange={() => onKeep(lead.id)}
            aria-label={t("keep_value", { place: place + 1, name: leadName(lead) })}
            aria-describedby={`${group}-${place}`}
            className="size-4 shrink-0 accent-primary"
          />
          <span
            id={`${group}-${place}`}
            className={cn("min-w-0 break-words", kept !== lead.id && "text-muted-foreground")}
          >
            <FieldValue lead={lead} field={choice.field} />
          </span>
          <span
            className="tabular ml-auto shrink-0 text-muted-foreground text-xs sm:hidden"
            aria-hidden
          >
            {place + 1}
          </span>
        </label>
      ))}
    </div>
  );
}
