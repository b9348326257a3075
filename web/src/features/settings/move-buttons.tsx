import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/shared/ui/icon-button";

/** Up and down in a list; the buttons stay where they are reached again by keyboard. */
export function MoveButtons({
  name,
  first,
  last,
  disabled,
  onMove,
}: {
  name: string;
  first: boolean;
  last: boolean;
  disabled: boolean;
  onMove: (step: -1 | 1) => void;
}) {
  const { t } = useTranslation("esiti");
  return (
    <span className="flex shrink-0 items-center">
      <IconButton
        size="icon-sm"
        label={t("move_up", { name })}
        disabled={first || disabled}
        onClick={() => onMove(-1)}
      >
        <ArrowUp aria-hidden />
      </IconButton>
      <IconButton
        size="icon-sm"
        label={t("move_down", { name })}
        disabled={last || disabled}
        onClick={() => onMove(1)}
      >
        <ArrowDown aria-hidden />
      </IconButton>
    </span>
  );
}
