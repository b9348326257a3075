import type { ReactNode } from "react";
import { useIsPhone } from "@/shared/lib/use-media-query";
import { Popover, PopoverContent, PopoverTrigger } from "./popover";
import { Sheet, SheetContent, SheetTrigger } from "./sheet";

/** A popover by its trigger; on a phone a sheet from the bottom, so that it never covers the form. */
export function ResponsivePopover({
  open,
  onOpenChange,
  trigger,
  title,
  children,
  className,
  align = "start",
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger: ReactNode;
  /** The sheet's heading and the popover's name for screen readers. */
  title: string;
  children: ReactNode;
  className?: string;
  align?: "start" | "center" | "end";
}) {
  const phone = useIsPhone();
  if (phone) {
    return (
      <Sheet open={open} onOpenChange={onOpenChange}>
        <SheetTrigger asChild>{trigger}</SheetTrigger>
        <SheetContent title={title}>
          <div className="scroll-slim min-h-0 overflow-y-auto pb-4">{children}</div>
        </SheetContent>
      </Sheet>
    );
  }
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <PopoverTrigger asChild>{trigger}</PopoverTrigger>
      <PopoverContent align={align} aria-label={title} className={className}>
        {children}
      </PopoverContent>
    </Popover>
  );
}
