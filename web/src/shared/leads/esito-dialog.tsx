import { useSetEsito } from "./esito-acts";
import { EsitoFrame } from "./esito-frame";
import { type Esito, type Lead, leadName } from "./lead";

/** The Esito of one lead. */
export function EsitoDialog({
  lead,
  begin = null,
  onClose,
  onSaved,
}: {
  lead: Lead;
  /** Chosen already: only what it asks for is open. */
  begin?: Esito | null;
  onClose: () => void;
  onSaved?: (lead: Lead) => void;
}) {
  const save = useSetEsito((saved) => {
    onClose();
    onSaved?.(saved);
  });
  return (
    <EsitoFrame
      about={leadName(lead)}
      unitId={lead.unit?.id ?? null}
      current={lead.esito?.id ?? null}
      begin={begin}
      onClose={onClose}
      save={{
        send: (said) => save.mutate({ leadId: lead.id, said }),
        pending: save.isPending ? save.variables.said.esito_id : null,
        error: save.error,
        reset: save.reset,
      }}
    />
  );
}
