import { type ReactNode, useState } from "react";
import { late } from "@/shared/lib/late";
import { useEsiti } from "./esiti";
import { type Lead, telLink, whatsAppLink } from "./lead";

const EsitoDialog = late(() => import("./esito-dialog").then((module) => module.EsitoDialog));
const NoteDialog = late(() => import("./note-dialog").then((module) => module.NoteDialog));

/** What one does with a lead from any page, by button or key. */
export interface LeadActs {
  esito: (lead: Lead) => void;
  note: (lead: Lead) => void;
  call: (lead: Lead) => void;
  whatsApp: (lead: Lead) => void;
  /** Fetches the dialogs ahead of the tap. */
  near: () => void;
}

/** The acts, and the dialog that is open just now, to be drawn by the page. */
export function useLeadActs(onEsito?: (lead: Lead) => void): {
  acts: LeadActs;
  dialog: ReactNode;
} {
  const [open, setOpen] = useState<{ kind: "esito" | "note"; lead: Lead } | null>(null);
  useEsiti(); // so that they are there when the dialog opens
  const close = () => setOpen(null);
  const acts: LeadActs = {
    esito: (lead) => setOpen({ kind: "esito", lead }),
    note: (lead) => setOpen({ kind: "note", lead }),
    call: (lead) => {
      if (lead.phone) window.location.href = telLink(lead.phone);
    },
    whatsApp: (lead) => {
      if (lead.phone) window.open(whatsAppLink(lead.phone), "_blank", "noopener");
    },
    near: () => {
      EsitoDialog.preload();
      NoteDialog.preload();
    },
  };
  const dialog =
    open?.kind === "esito" ? (
      <EsitoDialog lead={open.lead} onClose={close} {...(onEsito ? { onSaved: onEsito } : {})} />
    ) : open?.kind === "note" ? (
      <NoteDialog lead={open.lead} onClose={close} />
    ) : null;
  return { acts, dialog };
}
