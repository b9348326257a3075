import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { http } from "@/shared/api/http";
import type { Lead } from "@/shared/leads/lead";
import { cn } from "@/shared/lib/cn";
import { formatDateTime, formatRelative } from "@/shared/lib/dates";
import { formatMoney } from "@/shared/lib/numbers";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";
import { DateTimePicker } from "@/shared/ui/date-time-picker";
import { Field } from "@/shared/ui/field";
import { returnQuery } from "./record-queries";

/** What comes next for this lead, to be moved with one tap, and where it stands. */
export function NextStep({ lead }: { lead: Lead }) {
  const { t } = useTranslation("record");
  const { t: ofReturns } = useTranslation("returns");
  const { data: back } = useQuery(returnQuery(lead.id));
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (at: string | null) =>
      http.patch(`/api/leads/${lead.id}`, {
        next_action_at: at,
        next_action_kind: at ? (lead.next_action_kind ?? "call_back") : null,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["leads"] }),
  });
  const late = lead.next_action_at !== null && Date.parse(lead.next_action_at) < Date.now();
  const facts: [string, string | null][] = [
    [t("facts.agent"), lead.agent?.name ?? t("facts.queued")],
    [t("facts.container"), lead.container?.name ?? null],
    [t("facts.received"), formatDateTime(lead.received_at)],
    [t("facts.assigned"), lead.assigned_at && formatDateTime(lead.assigned_at)],
    [t("facts.first_contact"), lead.first_contact_at && formatDateTime(lead.first_contact_at)],
    [t("facts.last_contact"), lead.last_contact_at && formatDateTime(lead.last_contact_at)],
    [t("facts.attempts"), String(lead.attempts)],
    [t("facts.submissions"), lead.submissions > 1 ? String(lead.submissions) : null],
    [t("facts.amount"), lead.amount !== null ? formatMoney(lead.amount) : null],
    [t("facts.reason"), lead.reason],
    [
      t("facts.vendor_return"),
      back ? `${ofReturns(`state.${back.state}`)} · ${ofReturns(`reason.${back.reason}`)}` : null,
    ],
  ];
  return (
    <Card>
      <CardHeader title={t("next_step")} />
      <CardContent className="flex flex-col gap-3">
        {lead.next_action_at && lead.next_action_kind && (
          <p className="text-sm">
            <span className="font-medium">{t(`step.${lead.next_action_kind}`)}</span>{" "}
            <span className={cn(late ? "text-red" : "text-muted-foreground")}>
              {formatRelative(lead.next_action_at)}
            </span>
          </p>
        )}
        <Field label={t("next_when")}>
          {(control) => (
            <DateTimePicker
              {...control}
              value={lead.next_action_at}
              onValueChange={(at) => change.mutate(at)}
            />
          )}
        </Field>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 border-t pt-3 text-sm">
          {facts.map(
            ([name, value]) =>
              value && (
                <div key={name} className="contents">
                  <dt className="text-muted-foreground">{name}</dt>
                  <dd className="tabular min-w-0 truncate text-right" title={value}>
                    {value}
                  </dd>
                </div>
              ),
          )}
        </dl>
      </CardContent>
    </Card>
  );
}
