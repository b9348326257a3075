import { CircleHelp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Tooltip } from "@/shared/ui/tooltip";

/** How a figure is counted, on hover and focus. */
export function Definition({ text }: { text: string }) {
  const { t } = useTranslation("dashboard");
  return (
    <Tooltip label={text}>
      <button
        type="button"
        aria-label={t("how_counted", { text })}
        className="relative inline-flex size-4 shrink-0 items-center justify-center rounded-full align-[-3px] text-muted-foreground/70 after:absolute after:-inset-2.5 hover:text-foreground"
      >
        <CircleHelp className="size-3.5" aria-hidden />
      </button>
    </Tooltip>
  );
}
