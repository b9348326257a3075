import type { ComponentProps } from "react";
import { cn } from "@/shared/lib/cn";

/** Around a table that may be wider than its place; can be scrolled by keyboard. */
export function TableScroll({
  label,
  className,
  ...props
}: ComponentProps<"section"> & { label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className={cn("scroll-slim overflow-x-auto focus-visible:-outline-offset-2", className)}
      {...props}
    />
  );
}

/** Compact rows of 36 px. Inside `TableScroll`; give it `aria-label`. */
export function Table({ className, ...props }: ComponentProps<"table">) {
  return (
    <table
      data-slot="table"
      className={cn("w-full border-separate border-spacing-0 text-sm", className)}
      {...props}
    />
  );
}

export function TableHead({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={cn(
        "sticky top-0 z-10 h-8 whitespace-nowrap border-b bg-background px-3 text-left font-medium text-muted-foreground text-xs",
        className,
      )}
      {...props}
    />
  );
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return (
    <tr
      data-slot="table-row"
      className={cn(
        "group/row transition-colors hover:bg-muted/60 aria-selected:bg-primary-soft/60",
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return (
    <td
      className={cn("h-9 whitespace-nowrap border-b border-border/70 px-3 align-middle", className)}
      {...props}
    />
  );
}
