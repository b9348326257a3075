import { queryOptions } from "@tanstack/react-query";
import {
  getReturnsOfEsito,
  getUsageOfEsito,
  listCustomFields,
  listEsiti,
} from "@/shared/api/generated";

const MOST = 200;

/** Every Esito of a unit (with those of all units), or of all that the person sees; retired ones too. */
export const allEsitiQuery = (unitId: string | null) =>
  queryOptions({
    queryKey: ["esiti", "list", { unitId, settings: true }],
    queryFn: ({ signal }) => listEsiti({ query: { unit_id: unitId, limit: MOST }, signal }),
  });

export const allFieldsQuery = (unitId: string | null) =>
  queryOptions({
    queryKey: ["custom-fields", "list", { unitId, settings: true }],
    queryFn: ({ signal }) => listCustomFields({ query: { unit_id: unitId, limit: MOST }, signal }),
  });

/** How many leads an Esito sends back into the drip. */
export const esitoReturnsQuery = (id: string) =>
  queryOptions({
    queryKey: ["esiti", "returns", id],
    queryFn: ({ signal }) => getReturnsOfEsito({ path: { esito_id: id }, signal }),
  });

/** Who carries and who names an Esito. */
export const esitoUsageQuery = (id: string) =>
  queryOptions({
    queryKey: ["esiti", "usage", id],
    queryFn: ({ signal }) => getUsageOfEsito({ path: { esito_id: id }, signal }),
  });
