import type { ReactNode } from "react";
import { cn } from "@/shared/lib/cn";

/** Rings on still water around an icon: the picture of empty and error pages. */
export function Ripple({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div
      className={cn("relative flex h-24 w-44 items-center justify-center", className)}
      aria-hidden
    >
      <svg
        viewBox="0 0 176 96"
        className="absolute inset-0 text-primary"
        fill="none"
        role="presentation"
      >
        <ellipse cx="88" cy="48" rx="86" ry="46" stroke="currentColor" strokeOpacity=".1" />
        <ellipse cx="88" cy="48" rx="62" ry="35" stroke="currentColor" strokeOpacity=".18" />
        <ellipse cx="88" cy="48" rx="39" ry="24.5" stroke="currentColor" strokeOpacity=".28" />
      </svg>
      <span className="relative flex size-9 items-center justify-center rounded-full bg-primary-soft text-primary-text [&_svg]:size-4.5">
        {children}
      </span>
    </div>
  );
}
