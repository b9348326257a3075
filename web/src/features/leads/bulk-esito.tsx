import { EsitoFrame } from "@/shared/leads/esito-frame";
import { useBulkAct } from "./bulk-acts";
import type { LeadSearch } from "./lead-search";
import type { Selection } from "./use-selection";

/** One Esito for everything selected, with what it asks for. */
export function BulkEsito({
  about,
  selection,
  search,
  unitId,
  onDone,
  onClose,
}: {
  /** What is selected, in words. */
  about: string;
  selection: Selection;
  search: LeadSearch;
  unitId: string | null;
  onDone: (count: number) => void;
  onClose: () => void;
}) {
  const bulk = useBulkAct(selection, search, unitId, true);
  const said = bulk.variables?.kind === "esito" ? bulk.variables.said.esito_id : null;
  return (
    <EsitoFrame
      about={about}
      unitId={unitId}
      current={null}
      onClose={onClose}
      save={{
        send: (said) => bulk.mutate({ kind: "esito", said }, { onSuccess: onDone }),
        pending: bulk.isPending ? said : null,
        error: bulk.error,
        reset: bulk.reset,
      }}
    />
  );
}
