import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { PageContainer } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { useAgents } from "@/shared/leads/agents";
import { useEsiti } from "@/shared/leads/esiti";
import { romeDay } from "@/shared/lib/dates";
import { PROVINCES } from "@/shared/lib/provinces";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { Combobox } from "@/shared/ui/combobox";
import { DatePicker } from "@/shared/ui/date-picker";
import { Field } from "@/shared/ui/field";
import { Select } from "@/shared/ui/select";
import { CHARTS, DIMENSIONS, MEASURES, PERIODS, type ReportSearch } from "./report-search";

const NONE = "none";
const MONTH = 29 * 86_400_000;

/** What a report counts, and how: each choice is in the address at once. */
export function Builder({
  search,
  onChange,
}: {
  search: ReportSearch;
  onChange: (search: ReportSearch) => void;
}) {
  const { t } = useTranslation("reports");
  const me = useMe();
  const measures = MEASURES.filter((name) => me.role !== "agente" || !name.startsWith("cost"));
  const set = (change: Partial<ReportSearch>) => onChange({ ...search, ...change });
  const setColumns = (value: string) => {
    const { columns: _, ...rest } = search;
    onChange(value === NONE ? rest : { ...rest, columns: value as ReportSearch["rows"] });
  };
  return (
    <section
      aria-label={t("builder")}
      className="grid grid-cols-2 gap-x-3 gap-y-4 rounded-lg border bg-card p-4 lg:grid-cols-5"
    >
      <Field label={t("rows")}>
        {(control) => (
          <Select
            {...control}
            value={search.rows}
            onValueChange={(rows) => {
              const { columns, ...rest } = search;
              onChange({ ...rest, rows, ...(columns && columns !== rows ? { columns } : {}) });
            }}
            options={DIMENSIONS.map((value) => ({ value, label: t(`dimension.${value}`) }))}
          />
        )}
      </Field>
      <Field label={t("columns")}>
        {(control) => (
          <Select
            {...control}
            value={search.columns ?? NONE}
            onValueChange={setColumns}
            options={[
              { value: NONE, label: t("no_columns") },
              ...DIMENSIONS.filter((value) => value !== search.rows).map((value) => ({
                value,
                label: t(`dimension.${value}`),
              })),
            ]}
          />
        )}
      </Field>
      <Field label={t("measures")}>
        {(control) => (
          <Combobox
            {...control}
            multiple
            title={t("measures")}
            value={search.measures}
            onValueChange={(chosen) => {
              const kept = measures.filter((name) => chosen.includes(name)).slice(0, 6);
              if (kept.length > 0) set({ measures: kept });
            }}
            options={measures.map((value) => ({ value, label: t(`measure.${value}`) }))}
          />
        )}
      </Field>
      <Field label={t("chart")}>
        {(control) => (
          <Select
            {...control}
            value={search.chart}
            onValueChange={(chart) => set({ chart })}
            options={CHARTS.map((value) => ({ value, label: t(`charts.${value}`) }))}
          />
        )}
      </Field>
      <Field label={t("period")}>
        {(control) => (
          <Select
            {...control}
            value={search.period}
            onValueChange={(period) => {
              const { first: _f, last: _l, ...rest } = search;
              const now = Date.now();
              const days = { first: romeDay(now - MONTH), last: romeDay(now) };
              onChange({ ...rest, period, ...(period === "custom" ? days : {}) });
            }}
            options={PERIODS.map((value) => ({ value, label: t(`periods.${value}`) }))}
          />
        )}
      </Field>
      {search.period === "custom" && search.first && search.last && (
        <Days first={search.first} last={search.last} onChange={set} />
      )}
      <Filters search={search} onChange={onChange} />
    </section>
  );
}

function Days({
  first,
  last,
  onChange,
}: {
  first: string;
  last: string;
  onChange: (days: { first: string; last: string }) => void;
}) {
  const { t } = useTranslation("reports");
  return (
    <>
      <Field label={t("first")}>
        {(control) => (
          <DatePicker
            {...control}
            className="w-full"
            value={first}
            onValueChange={(day) =>
              day && onChange({ first: day, last: [day, last].sort().at(-1) ?? day })
            }
          />
        )}
      </Field>
      <Field label={t("last")}>
        {(control) => (
          <DatePicker
            {...control}
            className="w-full"
            value={last}
            min={first}
            onValueChange={(day) => day && onChange({ first, last: day })}
          />
        )}
      </Field>
    </>
  );
}

type Listed = "container_id" | "esito_id" | "province";

/** Which leads are counted; nothing chosen is all. */
function Filters({
  search,
  onChange,
}: {
  search: ReportSearch;
  onChange: (search: ReportSearch) => void;
}) {
  const { t } = useTranslation("reports");
  const { unitId } = useCurrentUnit();
  const me = useMe();
  const agents = useAgents(unitId);
  const esiti = useEsiti(unitId);
  const { data: containers } = useQuery({
    queryKey: ["containers", "names", unitId],
    queryFn: ({ signal }) =>
      http.get<PageContainer>("/api/containers", { unit_id: unitId, limit: 200 }, signal),
    staleTime: 5 * 60_000,
  });
  const choices: Record<Listed, readonly { value: string; label: string }[]> = {
    container_id: (containers?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
    esito_id: esiti.map(({ id, name }) => ({ value: id, label: name })),
    province: PROVINCES.map(({ code, name }) => ({ value: code, label: name })),
  };
  const setList = (name: Listed, values: string[]) => {
    const { [name]: _, ...rest } = search;
    onChange(values.length > 0 ? { ...rest, [name]: values } : rest);
  };
  return (
    <>
      {(Object.keys(choices) as Listed[]).map((name) => (
        <Field key={name} label={t(`only.${name}`)}>
          {(control) => (
            <Combobox
              {...control}
              multiple
              clearable
              title={t(`only.${name}`)}
              placeholder={t("only.all")}
              value={search[name] ?? []}
              onValueChange={(values) => setList(name, values)}
              options={choices[name]}
            />
          )}
        </Field>
      ))}
      {me.role !== "agente" && (
        <Field label={t("only.agent_id")}>
          {(control) => (
            <Combobox
              {...control}
              clearable
              title={t("only.agent_id")}
              placeholder={t("only.all")}
              value={search.agent_id ?? null}
              onValueChange={(value) => {
                const { agent_id: _, ...rest } = search;
                onChange(value ? { ...rest, agent_id: value } : rest);
              }}
              options={[
                { value: "none", label: t("nobody") },
                ...agents.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
        </Field>
      )}
    </>
  );
}
