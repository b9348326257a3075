import { lazy, type ReactNode, type RefObject, Suspense, useRef, useState } from "react";
import { useIsPhone } from "@/shared/lib/use-media-query";

const loadPopover = () => import("./anchored-popover");
const loadSheet = () => import("./anchored-sheet");
const AnchoredPopover = lazy(() => loadPopover().then((m) => ({ default: m.AnchoredPopover })));
const AnchoredSheet = lazy(() => loadSheet().then((m) => ({ default: m.AnchoredSheet })));

/** What the trigger must spread on its `<button>`. */
export interface PopoverTriggerProps {
  ref: RefObject<HTMLButtonElement | null>;
  type: "button";
  "aria-haspopup": "dialog";
  "aria-expanded": boolean;
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
}) {
  const phone = useIsPhone();
  const anchor = useRef<HTMLButtonElement>(null);
  const [used, setUsed] = useState(false);
  if (open && !used) setUsed(true);
  const warm = () => void (phone ? loadSheet() : loadPopover());
  const Frame = phone ? AnchoredSheet : AnchoredPopover;
  return (
    <>
      {trigger({
        ref: anchor,
        type: "button",
        "aria-haspopup": "dialog",
        "aria-expanded": open,
        "data-state": open ? "open" : "closed",
        onClick: () => onOpenChange(!open),
        onPointerEnter: warm,
        onFocus: warm,
      })}
      {used && (
        <Suspense>
          <Frame
            open={open}
            onOpenChange={onOpenChange}
            anchor={anchor}
            title={title}
            align={align}
            side={side}
            {...(className ? { className } : {})}
          >
            {children}
          </Frame>
        </Suspense>
      )}
    </>
  );
}
