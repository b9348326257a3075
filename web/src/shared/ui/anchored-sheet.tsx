import type { AnchoredProps } from "./anchored-popover";
import { Sheet, SheetContent } from "./sheet";

/** The same as `AnchoredPopover` for a phone: from the bottom, with a heading. */
export function AnchoredSheet({ open, onOpenChange, anchor, id, title, children }: AnchoredProps) {
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent
        id={id}
        title={title}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          anchor.current?.focus();
        }}
      >
        <div className="scroll-slim min-h-0 overflow-y-auto pb-4">{children}</div>
      </SheetContent>
    </Sheet>
  );
}
