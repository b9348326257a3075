import { Button, type ButtonProps } from "./button";
import { Tooltip } from "./tooltip";

export interface IconButtonProps extends Omit<ButtonProps, "aria-label"> {
  /** Read aloud and shown as tooltip. */
  label: string;
  /** A shortcut shown in the tooltip. */
  shortcut?: string;
  side?: "top" | "right" | "bottom" | "left";
}

export function IconButton({
  label,
  shortcut,
  side,
  variant = "ghost",
  size = "icon",
  ...props
}: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut} side={side}>
      <Button variant={variant} size={size} aria-label={label} {...props} />
    </Tooltip>
  );
}
