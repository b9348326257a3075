import { ArrowLeft } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, errorSentence } from "@/shared/api/problem";
import { Button } from "@/shared/ui/button";
import { Callout } from "@/shared/ui/callout";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { useEsiti } from "./esiti";
import type { EsitoSaid } from "./esito-acts";
import { EsitoChoices } from "./esito-choices";
import { EsitoFollowUp, type FollowUp } from "./esito-follow-up";
import type { Esito } from "./lead";

/** How an Esito is saved: of one lead, or of many. */
export interface EsitoSaving {
  send: (said: EsitoSaid) => void;
  /** The Esito that is being saved. */
  pending: string | null;
  error: unknown;
  reset: () => void;
}

const EMPTY: FollowUp = { note: "", next_action_at: null, reason: "", amount: "" };

/** The first Esito has the focus, not the cross. */
function focusFirst(event: Event) {
  const first = (event.currentTarget as HTMLElement).querySelector<HTMLElement>("[data-first]");
  if (!first) return;
  event.preventDefault();
  first.focus();
}

/** The Esito in two taps: choose, and it is saved; where it asks for something, that appears in the same place. */
export function EsitoFrame({
  about,
  unitId,
  current,
  begin = null,
  save,
  onClose,
}: {
  /** Whose Esito it is. */
  about: string;
  unitId: string | null;
  current: string | null;
  /** Chosen already: only what it asks for is open. */
  begin?: Esito | null;
  save: EsitoSaving;
  onClose: () => void;
}) {
  const { t } = useTranslation("leads");
  const { t: common } = useTranslation();
  const esiti = useEsiti(unitId).filter((esito) => !esito.initial);
  const [chosen, setChosen] = useState<Esito | null>(begin);
  const [followUp, setFollowUp] = useState(EMPTY);
  const send = (esito: Esito) => {
    const said: EsitoSaid = { esito_id: esito.id };
    if (followUp.note.trim()) said.note = followUp.note;
    if (followUp.reason.trim()) said.reason = followUp.reason;
    if (followUp.amount.trim()) said.amount = followUp.amount;
    if (followUp.next_action_at) said.next_action_at = followUp.next_action_at;
    save.send(said);
  };
  const choose = (esito: Esito) => {
    if (save.pending !== null) return;
    save.reset();
    if (esito.asks.length === 0) return send(esito);
    setFollowUp(EMPTY);
    setChosen(esito);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const digit = /^[1-9]$/.test(event.key) && !chosen ? esiti[Number(event.key) - 1] : undefined;
    if (digit) choose(digit);
    if (chosen && event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(chosen);
  };
  const fields = save.error instanceof ApiError ? save.error.fields : {};
  const elsewhere = save.error !== null && Object.keys(fields).length === 0;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={chosen ? chosen.name : t("esito.title")}
        text={about}
        onKeyDown={onKeyDown}
        onOpenAutoFocus={focusFirst}
      >
        <form
          noValidate
          className="flex min-h-0 flex-col"
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen) send(chosen);
          }}
        >
          <DialogBody className="flex flex-col gap-3">
            {chosen ? (
              <EsitoFollowUp
                key={chosen.id}
                esito={chosen}
                value={followUp}
                errors={fields}
                onChange={(change) => setFollowUp((before) => ({ ...before, ...change }))}
              />
            ) : (
              <EsitoChoices esiti={esiti} current={current} busy={save.pending} onChoose={choose} />
            )}
            {elsewhere && <Callout kind="error">{errorSentence(save.error)}</Callout>}
          </DialogBody>
          {chosen && (
            <DialogFooter>
              <Button
                variant="ghost"
                className="mr-auto"
                onClick={() => {
                  setChosen(null);
                  save.reset();
                }}
              >
                <ArrowLeft aria-hidden />
                {t("esito.other")}
              </Button>
              <Button type="submit" variant="primary" loading={save.pending !== null}>
                {common("actions.save")}
              </Button>
            </DialogFooter>
          )}
        </form>
      </DialogContent>
    </Dialog>
  );
}
