import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { PageContainer } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { useAgents } from "@/shared/leads/agents";
import { useEsiti } from "@/shared/leads/esiti";
import { formatDate } from "@/shared/lib/dates";
import { late } from "@/shared/lib/late";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { Chip } from "@/shared/ui/chip";
import { TONE_DOT, toTone } from "@/shared/ui/tone";
import { FilterChip } from "./filter-chip";
import {
  cleared,
  customOf,
  isNarrowed,
  isOpened,
  type LeadSearch,
  withCustom,
} from "./lead-search";
import { useCustomFields } from "./use-column-words";

const CustomFilter = late(() => import("./custom-filter").then((m) => m.CustomFilter));
const FilterOptions = late(() => import("./filter-options").then((m) => m.FilterOptions));
const ProvinceOptions = late(() => import("./province-options").then((m) => m.ProvinceOptions));
const OpenedChips = late(() => import("./opened-chips").then((m) => m.OpenedChips));
const ReceivedFilter = late(() => import("./received-filter").then((m) => m.ReceivedFilter));

type ListName = "container_id" | "esito_id" | "province" | "source";

/** The containers that one may see, for filters and for a new lead. */
export function useContainers(unitId: string | null) {
  const { data } = useQuery({
    queryKey: ["containers", "names", unitId],
    queryFn: ({ signal }) =>
      http.get<PageContainer>("/api/containers", { unit_id: unitId, limit: 200 }, signal),
    staleTime: 5 * 60_000,
  });
  return data?.items ?? [];
}

const named = (value: string, items: readonly { id: string; name: string }[]) =>
  items.find((item) => item.id === value)?.name;

export function LeadFilters({
  search,
  sources,
  board = false,
  onChange,
}: {
  search: LeadSearch;
  /** For the pipeline, whose columns are the esiti and which has no trash. */
  board?: boolean;
  /** The sources of the leads in sight, to choose from. */
  sources: readonly string[];
  onChange: (search: LeadSearch) => void;
}) {
  const { t } = useTranslation("leads");
  const { unitId } = useCurrentUnit();
  const manages = useMe().role !== "agente";
  const esiti = useEsiti(unitId);
  const agents = useAgents(unitId);
  const containers = useContainers(unitId);
  const setList = (name: ListName, values: string[]) => {
    const { [name]: _, ...rest } = search;
    onChange(values.length > 0 ? { ...rest, [name]: values } : rest);
  };
  const toggle = (name: "queued" | "overdue" | "unworked" | "deleted") => {
    const { [name]: on, ...rest } = search;
    onChange(on ? rest : { ...rest, [name]: true });
  };
  const summary = (values: readonly string[] | undefined, name: (value: string) => string) => {
    if (!values?.length) return "";
    return values.length === 1 ? name(values[0] ?? "") : String(values.length);
  };
  const { received_from: from, received_to: to } = search;
  const dates = [from && formatDay(from), to && to !== from && formatDay(to)].filter(Boolean);
  const agent = search.agent_id;
  const fields = useCustomFields(unitId);
  const custom = customOf(search);
  const customValues = Object.values(custom);
  return (
    <>
      {!board && (
        <FilterChip
          label={t("column.esito")}
          summary={summary(search.esito_id, (id) => named(id, esiti) ?? t("no_esito"))}
          onNear={FilterOptions.preload}
        >
          {() => (
            <FilterOptions
              chosen={search.esito_id ?? []}
              onChange={(values) => setList("esito_id", values)}
              options={esiti.map((esito) => ({
                value: esito.id,
                label: esito.name,
                icon: <span className={`size-2 rounded-full ${TONE_DOT[toTone(esito.colour)]}`} />,
              }))}
            />
          )}
        </FilterChip>
      )}
      {manages && (
        <FilterChip
          label={t("column.agent")}
          summary={
            agent ? (named(agent, agents) ?? t(agent === "none" ? "no_agent" : "filter.me")) : ""
          }
          onNear={FilterOptions.preload}
        >
          {(close) => (
            <FilterOptions
              chosen={agent ? [agent] : []}
              onChange={(values) => {
                const { agent_id: _, ...rest } = search;
                const chosen = values.at(-1);
                onChange(chosen ? { ...rest, agent_id: chosen } : rest);
                close();
              }}
              options={[
                { value: "none", label: t("no_agent") },
                ...agents.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
        </FilterChip>
      )}
      <FilterChip
        label={t("column.container")}
        summary={summary(search.container_id, (id) => named(id, containers) ?? "1")}
        onNear={FilterOptions.preload}
      >
        {() => (
          <FilterOptions
            chosen={search.container_id ?? []}
            onChange={(values) => setList("container_id", values)}
            options={containers.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </FilterChip>
      <FilterChip
        label={t("field.province")}
        summary={summary(search.province, (code) => (code === "none" ? t("no_province") : code))}
        onNear={ProvinceOptions.preload}
      >
        {() => (
          <ProvinceOptions
            chosen={search.province ?? []}
            onChange={(values) => setList("province", values)}
          />
        )}
      </FilterChip>
      <FilterChip
        label={t("column.source")}
        summary={summary(search.source, (source) => source)}
        onNear={FilterOptions.preload}
      >
        {() => (
          <FilterOptions
            free
            chosen={search.source ?? []}
            onChange={(values) => setList("source", values)}
            options={sources.map((source) => ({ value: source, label: source }))}
          />
        )}
      </FilterChip>
      <FilterChip
        label={t("filter.received")}
        summary={dates.join(" – ")}
        onNear={ReceivedFilter.preload}
      >
        {() => (
          <ReceivedFilter
            value={{
              ...(from ? { received_from: from } : {}),
              ...(to ? { received_to: to } : {}),
            }}
            onChange={(span) => {
              const { received_from: _from, received_to: _to, ...rest } = search;
              onChange({ ...rest, ...span });
            }}
          />
        )}
      </FilterChip>
      {fields.length > 0 && (
        <FilterChip
          label={t("filter.custom")}
          summary={customValues.length > 1 ? String(customValues.length) : (customValues[0] ?? "")}
          onNear={CustomFilter.preload}
        >
          {() => (
            <CustomFilter
              fields={fields}
              value={custom}
              onChange={(key, value) => {
                if ((custom[key] ?? null) !== value) onChange(withCustom(search, key, value));
              }}
            />
          )}
        </FilterChip>
      )}
      {isOpened(search) && <OpenedChips search={search} onChange={onChange} />}
      <div className="flex shrink-0 items-center gap-1.5">
        <span className="h-5 w-px shrink-0 bg-border sm:hidden" aria-hidden />
        {(["unworked", "overdue", ...(manages ? (["queued", "deleted"] as const) : [])] as const)
          .filter((name) => !board || name !== "deleted")
          .map((name) => (
            <Chip key={name} active={search[name] === true} onClick={() => toggle(name)}>
              {t(`filter.${name}`)}
            </Chip>
          ))}
        {isNarrowed(search) && (
          <button
            type="button"
            onClick={() => onChange(cleared(search))}
            className="shrink-0 px-1.5 text-muted-foreground text-xs underline-offset-4 hover:text-foreground hover:underline max-sm:h-9 max-sm:text-sm"
          >
            {t("filter.clear")}
          </button>
        )}
      </div>
    </>
  );
}

/** "2026-11-23" as a day, wherever the browser is. */
function formatDay(day: string): string {
  return formatDate(`${day.slice(0, 10)}T12:00:00Z`);
}
