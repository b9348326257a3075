import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { customFieldsQuery } from "@/shared/leads/custom-fields";
import type { Lead } from "@/shared/leads/lead";
import { formatDate } from "@/shared/lib/dates";
import { formatPhone } from "@/shared/lib/phone";
import { can } from "@/shared/session/can";
import { useMe } from "@/shared/session/me";
import { Callout } from "@/shared/ui/callout";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";
import { EditableField } from "./editable-field";
import { useWords } from "./words";

const PERSON = ["first_name", "last_name", "phone", "email"] as const;
const PLACE = ["address", "city", "postal_code", "province", "housing_type"] as const;
const ORIGIN = ["source", "campaign", "ad_set", "ad", "form"] as const;

/** Who the person is and how they came: standard fields, custom fields, consents, answers. */
export function LeadData({ lead }: { lead: Lead }) {
  const { t } = useTranslation("record");
  const me = useMe();
  const words = useWords();
  const unitId = lead.unit?.id ?? null;
  const custom = useQuery({ ...customFieldsQuery(unitId), enabled: unitId !== null });
  const group = (title: string, names: readonly (keyof Lead & string)[]) => (
    <Card>
      <CardHeader title={title} />
      <CardContent className="flex flex-col pt-2">
        {names.map((name) => (
          <EditableField
            key={name}
            leadId={lead.id}
            name={name}
            label={words.field(name)}
            value={lead[name] as string | null}
            shown={name === "phone" ? formatPhone(lead.phone) : undefined}
          />
        ))}
      </CardContent>
    </Card>
  );
  const warnings = lead.warnings as { code: string; it: string; en: string }[];
  const answers = Object.entries(lead.answers);
  return (
    <section aria-label={t("tab_data")} className="flex min-w-0 flex-col gap-4">
      {lead.possible_duplicate_of && (
        <Callout kind="warning">
          {t("possible_double")}{" "}
          {can(me, "lead:assign") ? (
            <Link
              to="/duplicates"
              search={{ lead: lead.id, other: lead.possible_duplicate_of, from: "lead" }}
              className="font-medium underline"
            >
              {t("compare_twin")}
            </Link>
          ) : (
            <Link
              to="/leads/$leadId"
              params={{ leadId: lead.possible_duplicate_of }}
              search={{}}
              className="font-medium underline"
            >
              {t("open_twin")}
            </Link>
          )}
        </Callout>
      )}
      {warnings.length > 0 && (
        <Callout kind="warning">
          <ul>
            {warnings.map((warning) => (
              <li key={`${warning.code}${warning.it}`}>
                {t("language") === "en" ? warning.en : warning.it}
              </li>
            ))}
          </ul>
        </Callout>
      )}
      {group(t("group_person"), PERSON)}
      {group(t("group_place"), PLACE)}
      {custom.data && custom.data.items.length > 0 && (
        <Card>
          <CardHeader title={t("group_custom")} />
          <CardContent className="flex flex-col pt-2">
            {custom.data.items
              .filter((field) => field.active)
              .map((field) => (
                <EditableField
                  key={field.key}
                  leadId={lead.id}
                  name={field.key}
                  custom={field}
                  label={field.label}
                  value={lead.custom[field.key] as string | null}
                />
              ))}
          </CardContent>
        </Card>
      )}
      {group(t("group_origin"), ORIGIN)}
      <Card>
        <CardHeader title={t("consents")} />
        <CardContent className="flex flex-col gap-2 text-sm">
          {(["privacy", "marketing"] as const).map((kind) => {
            const proof = lead.consents[kind] as { text?: string; at?: string } | undefined;
            return (
              <div key={kind}>
                <p className="flex justify-between gap-3">
                  <span className="text-muted-foreground">{t(`consent.${kind}`)}</span>
                  <span>{t(`consent.${lead[`${kind}_consent`]}`)}</span>
                </p>
                {(proof?.text || proof?.at) && (
                  <p className="text-muted-foreground text-xs">
                    {[proof.text, proof.at && formatDate(proof.at)].filter(Boolean).join(" · ")}
                  </p>
                )}
              </div>
            );
          })}
        </CardContent>
      </Card>
      {answers.length > 0 && (
        <Card>
          <CardHeader title={t("answers")} text={t("answers_text")} />
          <CardContent>
            <dl className="flex flex-col gap-2.5 text-sm">
              {answers.map(([question, answer]) => (
                <div key={question}>
                  <dt className="break-words text-muted-foreground text-xs">{question}</dt>
                  <dd className="break-words">{String(answer ?? "")}</dd>
                </div>
              ))}
            </dl>
          </CardContent>
        </Card>
      )}
    </section>
  );
}
