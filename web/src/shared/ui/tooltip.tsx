import { Slot } from "radix-ui";
import type { ReactNode } from "react";

/**
 * A word about its only child, on hover and focus. Writes attributes only; `TooltipHost` (once, in the app)
 * draws, so that a table of tooltips costs nothing. It adds to a name, it does not replace `aria-label`.
 */
export function Tooltip({
  label,
  shortcut,
  side = "top",
  children,
}: {
  label: string | null | undefined;
  shortcut?: string | undefined;
  side?: "top" | "right" | "bottom" | "left" | undefined;
  children: ReactNode;
}) {
  if (!label) return children;
  const attributes = {
    "data-tooltip": label,
    "data-tooltip-side": side,
    "data-tooltip-keys": shortcut,
  };
  return <Slot.Root {...attributes}>{children}</Slot.Root>;
}
