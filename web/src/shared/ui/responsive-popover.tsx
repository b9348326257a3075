import { type ReactNode, type RefObject, useId, useRef, useState } from "react";
import { late } from "@/shared/lib/late";
import { useIsPhone } from "@/shared/lib/use-media-query";

const AnchoredPopover = late(() => import("./anchored-popover").then((m) => m.AnchoredPopover));
const AnchoredSheet = late(() => import("./anchored-sheet").then((m) => m.AnchoredSheet));

/** What the trigger must spread on its `<button>`. */
export interface PopoverTriggerProps {
  ref: RefObject<HTMLButtonElement | null>;
  type: "button";
  "aria-haspopup": "dialog";
  "aria-expanded": boolean;
  "aria-controls": string | undefined;
  "data-state": "open" | "closed";
  onClick: () => void;
  onPointerEnter: () => void;
  onFocus: () => void;
}

/**
 * A popover by its trigger; on a phone a sheet from the bottom, so that it never covers the form. The code
 * of both is loaded when the pointer or the focus comes near, not with the page.
 */
export function ResponsivePopover({
  open,
  onOpenChange,
  trigger,
  title,
  children,
  className,
  align = "start",
  side = "bottom",
  onNear,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger: (props: PopoverTriggerProps) => ReactNode;
  /** The sheet's heading and the popover's name for screen readers. */
  title: string;
  children: ReactNode;
  className?: string;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  /** For fetching what the content needs (see `late`). */
  onNear?: () => void;
}) {
  const phone = useIsPhone();
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const [used, setUsed] = useState(false);
  if (open && !used) setUsed(true);
  const Frame = phone ? AnchoredSheet : AnchoredPopover;
  const near = () => {
    Frame.preload();
    onNear?.();
  };
  return (
    <>
      {trigger({
        ref: anchor,
        type: "button",
        "aria-haspopup": "dialog",
        "aria-expanded": open,
        "aria-controls": open ? id : undefined,
        "data-state": open ? "open" : "closed",
        onClick: () => onOpenChange(!open),
        onPointerEnter: near,
        onFocus: near,
      })}
      {used && (
        <Frame
          open={open}
          onOpenChange={onOpenChange}
          anchor={anchor}
          id={id}
          title={title}
          align={align}
          side={side}
          {...(className ? { className } : {})}
        >
          {children}
        </Frame>
      )}
    </>
  );
}
