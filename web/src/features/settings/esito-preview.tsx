import { EsitoIcon } from "@/shared/leads/esito-icon";
import { cn } from "@/shared/lib/cn";
import { TONE_PILL, toTone } from "@/shared/ui/tone";

/** The pill of an Esito with its icon, as the choice of an Esito draws it. */
export function EsitoPreview({
  name,
  colour,
  icon,
}: {
  name: string;
  colour: string;
  icon: string;
}) {
  return (
    <span
      className={cn(
        "inline-flex h-6 min-w-0 max-w-full items-center gap-1.5 rounded-full px-2.5 font-medium text-xs",
        TONE_PILL[toTone(colour)],
      )}
    >
      <EsitoIcon name={icon} className="size-3.5 shrink-0" />
      <span className="truncate">{name}</span>
    </span>
  );
}
