import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { Dialog, overlayClasses } from "@/shared/ui/dialog";

/** A dialog near the top of the screen, without a visible heading; full width on a phone. */
export function PaletteFrame({
  title,
  onOpenChange,
  children,
}: {
  title: string;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}) {
  return (
    <Dialog open onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClasses} />
        <Primitive.Content
          aria-describedby={undefined}
          className="-translate-x-1/2 fixed top-[12vh] left-1/2 z-50 flex w-[calc(100vw-2rem)] max-w-150 animate-pop-in flex-col overflow-hidden rounded-xl border bg-popover text-popover-foreground shadow-pop outline-none max-sm:top-2 max-sm:w-[calc(100vw-1rem)]"
        >
          <Primitive.Title className="sr-only">{title}</Primitive.Title>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Dialog>
  );
}
