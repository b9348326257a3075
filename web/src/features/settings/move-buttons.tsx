import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/shared/ui/icon-button";

/** Up and down in a list. At the end a button is dull but keeps the focus, so that the keyboard goes on. */
export function MoveButtons({
  name,
  first,
  last,
  disabled = false,
  onMove,
}: {
  name: string;
  first: boolean;
  last: boolean;
  disabled?: boolean;
  onMove: (step: -1 | 1) => void;
}) {
  const { t } = useTranslation("esiti");
  return (
    <span className="flex shrink-0 items-center">
      <IconButton
        size="icon-sm"
        label={t("move_up", { name })}
        disabled={disabled}
        aria-disabled={first || undefined}
        className="aria-disabled:opacity-50"
        onClick={() => !first && onMove(-1)}
      >
        <ArrowUp aria-hidden />
      </IconButton>
      <IconButton
        size="icon-sm"
        label={t("move_down", { name })}
        disabled={disabled}
        aria-disabled={last || undefined}
        className="aria-disabled:opacity-50"
        onClick={() => !last && onMove(1)}
      >
        <ArrowDown aria-hidden />
      </IconButton>
    </span>
  );
}
