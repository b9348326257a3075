import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import { useLiveState } from "@/shared/live/use-live";
import { Tooltip } from "@/shared/ui/tooltip";

const DOTS = {
  connected: "bg-green-dot",
  connecting: "bg-amber-dot animate-shimmer",
  offline: "bg-red-dot",
};

/** Whether news arrives by itself just now. */
export function LiveDot() {
  const { t } = useTranslation("shell");
  const state = useLiveState();
  const words = t(`live.${state}`);
  return (
    <Tooltip label={words} side="right">
      <span role="status" className="flex size-6 items-center justify-center">
        <span className={cn("size-2 rounded-full", DOTS[state])} aria-hidden />
        <span className="sr-only">{words}</span>
      </span>
    </Tooltip>
  );
}
