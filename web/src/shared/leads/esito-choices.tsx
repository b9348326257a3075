import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import { Kbd } from "@/shared/ui/kbd";
import { Skeleton } from "@/shared/ui/skeleton";
import { TONE_PILL, toTone } from "@/shared/ui/tone";
import { EsitoIcon } from "./esito-icon";
import type { Esito } from "./lead";

const KEYS = 9;

/** All esiti in sight, two beside each other: one tap chooses; on a keyboard 1 to 9, arrows and Enter. */
export function EsitoChoices({
  esiti,
  current,
  busy,
  onChoose,
}: {
  esiti: readonly Esito[];
  current: string | null;
  busy: string | null;
  onChoose: (esito: Esito) => void;
}) {
  const { t } = useTranslation("leads");
  if (esiti.length === 0) {
    return (
      <div className="grid grid-cols-2 gap-1.5">
        {Array.from({ length: 8 }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: shapes have no identity
          <Skeleton key={index} className="h-10" />
        ))}
      </div>
    );
  }
  const onKeyDown = (event: React.KeyboardEvent<HTMLUListElement>) => {
    const buttons = [...event.currentTarget.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 2, ArrowUp: -2 }[event.key];
    const target = step === undefined ? undefined : buttons[at + step];
    if (!target) return;
    event.preventDefault();
    target.focus();
  };
  return (
    <ul aria-label={t("esito.choose")} className="grid grid-cols-2 gap-1.5" onKeyDown={onKeyDown}>
      {esiti.map((esito, index) => (
        <li key={esito.id}>
          <button
            type="button"
            data-first={index === 0 || undefined}
            disabled={busy !== null}
            aria-current={esito.id === current ? "true" : undefined}
            aria-keyshortcuts={index < KEYS ? String(index + 1) : undefined}
            onClick={() => onChoose(esito)}
            className={cn(
              "flex h-10 w-full min-w-0 items-center gap-2.5 rounded-md border bg-card px-2 text-left text-sm outline-none transition-colors hover:bg-accent focus-visible:outline-2 focus-visible:outline-ring disabled:opacity-60 max-sm:h-12",
              busy === esito.id && "animate-shimmer",
            )}
          >
            <span
              className={cn(
                "flex size-6 shrink-0 items-center justify-center rounded-full [&_svg]:size-3.5",
                TONE_PILL[toTone(esito.colour)],
              )}
            >
              <EsitoIcon name={esito.icon} />
            </span>
            <span className="min-w-0 flex-1 truncate max-sm:whitespace-normal max-sm:leading-4">
              {/* "Occupato/segreteria" may break where it reads well. */}
              {esito.name.replaceAll("/", "/\u200b")}
            </span>
            {esito.id === current && (
              <Check className="size-4 shrink-0 text-primary-text" aria-hidden />
            )}
            {index < KEYS && (
              <span className="max-sm:hidden" aria-hidden>
                <Kbd>{index + 1}</Kbd>
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
