import { EsitoFrame } from "@/shared/leads/esito-frame";
import { type BulkAct, useBulkAct } from "./bulk-acts";
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
  onDone: (kind: BulkAct["kind"], count: number) => void;
  onClose: () => void;
}) {
  const bulk = useBulkAct(selection, search, unitId, onDone, true);
  const said = bulk.variables?.kind === "esito" ? bulk.variables.said.esito_id : null;
  return (
    <EsitoFrame
      about={about}
      unitId={unitId}
      current={null}
      onClose={onClose}
      save={{
        send: (said) => bulk.mutate({ kind: "esito", said }),
        pending: bulk.isPending ? said : null,
        error: bulk.error,
        reset: bulk.reset,
      }}
    />
  );
}
