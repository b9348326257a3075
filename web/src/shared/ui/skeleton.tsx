import { cn } from "@/shared/lib/cn";

/** A grey shape where content will be. Put `aria-busy` on the region, not on each shape. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      data-slot="skeleton"
      aria-hidden
      className={cn("block h-3.5 animate-shimmer rounded-sm bg-border/75", className)}
    />
  );
}
