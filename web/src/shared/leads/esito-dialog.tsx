import { useSetEsito } from "./esito-acts";
import { EsitoFrame } from "./esito-frame";
import { type Lead, leadName } from "./lead";

/** The Esito of one lead. */
export function EsitoDialog({
  lead,
  onClose,
  onSaved,
}: {
  lead: Lead;
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
