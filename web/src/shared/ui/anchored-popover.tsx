import { Popover as Primitive } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { PopoverContent } from "./popover";

export interface AnchoredProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  anchor: RefObject<HTMLElement | null>;
  id: string;
  title: string;
  align: "start" | "center" | "end";
  side: "top" | "right" | "bottom" | "left";
  className?: string;
  children: ReactNode;
}

/** A popover beside an element that is not its React child (see `ResponsivePopover`). */
export function AnchoredPopover({
  open,
  onOpenChange,
  anchor,
  id,
  title,
  align,
  side,
  className,
  children,
}: AnchoredProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
      <PopoverContent
        id={id}
        align={align}
        side={side}
        aria-label={title}
        {...(className ? { className } : {})}
        onInteractOutside={(event) => {
          // The trigger closes by its own click; closing here too would open it again.
          if (anchor.current?.contains(event.target as Node)) event.preventDefault();
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          if (document.activeElement === document.body) anchor.current?.focus();
        }}
      >
        {children}
      </PopoverContent>
    </Primitive.Root>
  );
}
