import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Choice, Comparison, Lead } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { ApiError } from "@/shared/api/problem";
import { leadName } from "@/shared/leads/lead";
import { useLiveEvent } from "@/shared/live/use-live";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { ChoiceRow } from "./choice-row";
import { LeadHead } from "./lead-head";
import { comparisonQuery } from "./queries";
import { SameFields } from "./same-fields";

/** Two leads side by side: which one stays, whose value in each field, or that they are two people. */
export function ComparisonView({
  pair,
  takeFocus,
  onDone,
}: {
  /** In the order in which they are drawn. The first one stays, until the other is chosen. */
  pair: readonly [string, string];
  /** The pair before this one was decided here: whoever did it by keyboard goes on from the top of this one. */
  takeFocus: boolean;
  /** With what was done, and the lead that stays, if the two were merged. */
  onDone: (sentence: string, lead?: Lead) => void;
}) {
  const { t } = useTranslation("duplicates");
  const client = useQueryClient();
  const heads = useId();
  const [stays, setStays] = useState(pair[0]);
  const goes = stays === pair[0] ? pair[1] : pair[0];
  const [kept, setKept] = useState<Record<string, string>>({});
  const { data, error, refetch } = useQuery(comparisonQuery(stays, goes));
  const { data: turned } = useQuery({ ...comparisonQuery(goes, stays), enabled: false });
  useLiveEvent("lead", (event) => {
    if (typeof event.lead_id !== "string" || !pair.includes(event.lead_id)) return;
    void client.invalidateQueries({ queryKey: ["duplicates", "comparison"] });
  });
  const done = (sentence: string, lead?: Lead) => {
    onDone(sentence, lead);
    void client.invalidateQueries({ queryKey: ["leads"] });
    return client.invalidateQueries({ queryKey: ["duplicates", "list"] });
  };
  const merge = useMutation({
    mutationFn: (shown: Comparison) => {
      const chosen = shown.choices.filter((choice) => choice.differs);
      const side = (choice: Choice) => (keptIn(choice) === stays ? "this" : "other");
      const take = Object.fromEntries(chosen.map((choice) => [choice.field, side(choice)]));
      return http.post<Lead>(`/api/leads/${stays}/merge`, { other_id: goes, take });
    },
    onSuccess: (lead) => done(t("merged", { name: leadName(lead) }), lead),
  });
  const apart = useMutation({
    mutationFn: () => http.post(`/api/leads/${stays}/told-apart`, { other_id: goes }),
    onSuccess: () => done(t("told_apart")),
  });
  const keptIn = (choice: Choice) => kept[choice.field] ?? (choice.stays === "this" ? stays : goes);
  // While the other is asked for, what is known stays in sight: nothing jumps when the choice is turned round.
  const shown = data ?? (turned && turnedRound(turned));
  if (error instanceof ApiError && (error.status === 409 || error.status === 404)) {
    return (
      <EmptyState
        title={t("over.title")}
        text={error.status === 409 ? error.sentence : t("over.text")}
        action={<Button onClick={() => onDone("")}>{t("go_on")}</Button>}
      />
    );
  }
  if (!shown && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!shown) return <SkeletonRows rows={10} />;
  const leads: [Lead, Lead] =
    shown.this.id === pair[0] ? [shown.this, shown.other] : [shown.other, shown.this];
  const differing = shown.choices.filter((choice) => choice.differs);
  const busy = merge.isPending || apart.isPending;
  return (
    <section
      ref={takeFocus ? focus : undefined}
      tabIndex={-1}
      aria-label={t("compare")}
      className="flex min-w-0 flex-col gap-4 outline-none"
    >
      <div
        role="radiogroup"
        aria-label={t("which_stays")}
        className="grid grid-cols-1 gap-2 sm:grid-cols-[8rem_minmax(0,1fr)_minmax(0,1fr)]"
      >
        <p className="text-balance pt-3 text-muted-foreground text-sm max-sm:hidden">
          {t("which_stays")}
        </p>
        {leads.map((lead, place) => (
          <LeadHead
            key={lead.id}
            lead={lead}
            place={place + 1}
            group={heads}
            stays={stays === lead.id}
            onStay={() => setStays(lead.id)}
          />
        ))}
      </div>
      {differing.length > 0 && (
        <div className="divide-y divide-border/70 border-y">
          {differing.map((choice) => (
            <ChoiceRow
              key={choice.field}
              choice={choice}
              leads={leads}
              kept={keptIn(choice)}
              onKeep={(id) => setKept({ ...kept, [choice.field]: id })}
            />
          ))}
        </div>
      )}
      <SameFields lead={leads[0]} choices={shown.choices.filter((choice) => !choice.differs)} />
      <p className="max-w-160 text-muted-foreground text-xs">{t("what_happens")}</p>
      <footer className="sticky bottom-0 -mx-4 flex flex-wrap items-center justify-end gap-2 border-t bg-background px-4 py-3 max-sm:*:flex-auto sm:-mx-6 sm:px-6">
        <Button disabled={busy} loading={apart.isPending} onClick={() => apart.mutate()}>
          {t("not_same")}
        </Button>
        <Button
          variant="primary"
          disabled={busy || !data}
          loading={merge.isPending}
          onClick={() => data && merge.mutate(data)}
        >
          {t("merge")}
        </Button>
      </footer>
    </section>
  );
}

/** Once, when the two are drawn. */
const focus = (section: HTMLElement | null) => section?.focus({ preventScroll: true });

function turnedRound({ this: one, other, choices }: Comparison): Comparison {
  return {
    this: other,
    other: one,
    choices: choices.map((choice) => ({
      ...choice,
      stays: choice.stays === "this" ? "other" : "this",
    })),
  };
}
