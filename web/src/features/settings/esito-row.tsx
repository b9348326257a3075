import { useTranslation } from "react-i18next";
import type { Esito } from "@/shared/api/generated";
import { useMe } from "@/shared/session/me";
import { Badge } from "@/shared/ui/badge";
import { EsitoPreview } from "./esito-preview";
import { MoveButtons } from "./move-buttons";
import { ReplacedNote } from "./replaced-note";
import { useEsitoWords } from "./use-esito-words";

/** One Esito: its pill, what it means in words, whose it is, and the way up and down. */
export function EsitoRow({
  esito,
  editable,
  first = false,
  last = false,
  replacedBy,
  onMove,
  onOpen,
}: {
  esito: Esito;
  editable: boolean;
  first?: boolean;
  last?: boolean;
  /** The name of what stands for it. */
  replacedBy?: string | undefined;
  onMove?: (step: -1 | 1) => void;
  onOpen: () => void;
}) {
  const { t } = useTranslation("esiti");
  const { units } = useMe();
  const words = useEsitoWords(esito);
  const unit = units.find(({ id }) => id === esito.unit_id)?.name;
  return (
    <li className="relative flex items-center gap-3 px-4 py-2 transition-colors hover:bg-muted/60 sm:px-6">
      <div className="flex min-w-0 flex-1 flex-col gap-1 sm:flex-row sm:items-center sm:gap-4">
        <button
          type="button"
          onClick={onOpen}
          className="flex max-w-full items-center text-left outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:-outline-offset-2 sm:w-56 sm:shrink-0"
        >
          <EsitoPreview name={esito.name} colour={esito.colour} icon={esito.icon} />
        </button>
        {replacedBy ? (
          <ReplacedNote id={esito.id} by={replacedBy} />
        ) : (
          <p className="min-w-0 flex-1 truncate text-muted-foreground text-xs max-sm:whitespace-normal">
            {words.join(" · ")}
          </p>
        )}
      </div>
      {unit && <Badge className="max-sm:hidden">{unit}</Badge>}
      {!editable && <Badge className="max-sm:hidden">{t("of_all")}</Badge>}
      {onMove && (
        <span className="relative z-[1]">
          <MoveButtons
            name={esito.name}
            first={first}
            last={last}
            disabled={!editable}
            onMove={onMove}
          />
        </span>
      )}
    </li>
  );
}
