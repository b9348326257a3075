import { BellOff, BellRing, Pause, Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { RadarSource } from "@/shared/api/generated/types.gen";
import { cn } from "@/shared/lib/cn";
import { Button } from "@/shared/ui/button";
import { IconButton } from "@/shared/ui/icon-button";
import { useSourceActs } from "./use-source-acts";
import { useSourceName } from "./use-source-name";

/** One tap: pause or resume; beside it, to hear of an alert later. `wide`: buttons with words, for a card. */
export function SourceActs({ source, wide = false }: { source: RadarSource; wide?: boolean }) {
  const { t } = useTranslation("radar");
  const { name } = useSourceName(source);
  const { pause, resume, snooze, wake } = useSourceActs(source);
  const { state } = source;
  const isPaused = state === "paused";
  const main = isPaused ? resume : pause;
  const later = state === "over" ? snooze : state === "snoozed" ? wake : null;
  const word = state === "over" ? t("snooze") : t("wake");
  const LaterIcon = state === "over" ? BellOff : BellRing;
  return (
    <div
      className={cn(
        "flex gap-1.5",
        wide ? "flex-col-reverse items-stretch" : "items-center justify-end",
      )}
    >
      {later &&
        (wide ? (
          <Button size="sm" loading={later.isPending} onClick={() => later.mutate()}>
            <LaterIcon aria-hidden /> {word}
          </Button>
        ) : (
          <IconButton
            label={`${word}: ${name}`}
            size="icon-sm"
            disabled={later.isPending}
            onClick={() => later.mutate()}
          >
            <LaterIcon aria-hidden />
          </IconButton>
        ))}
      <Button
        size="sm"
        variant={state === "over" ? "primary" : "secondary"}
        aria-label={`${t(isPaused ? "resume" : "pause")}: ${name}`}
        loading={main.isPending}
        onClick={() => main.mutate()}
      >
        {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
        {t(isPaused ? "resume" : "pause")}
      </Button>
    </div>
  );
}
