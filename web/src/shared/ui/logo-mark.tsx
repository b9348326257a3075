import { useId } from "react";
import { cn } from "@/shared/lib/cn";

/** The drop. Decorative: the name is written beside it or on the link around it. */
export function LogoMark({ className }: { className?: string }) {
  const id = useId();
  return (
    <svg
      viewBox="0 0 32 32"
      className={cn("size-6 shrink-0", className)}
      aria-hidden
      focusable="false"
    >
      <defs>
        <linearGradient id={id} x1="9" y1="4" x2="23" y2="30" gradientUnits="userSpaceOnUse">
          <stop stopColor="oklch(0.68 0.16 264)" />
          <stop offset="1" stopColor="oklch(0.47 0.2 266)" />
        </linearGradient>
      </defs>
      <path
        fill={`url(#${id})`}
        d="M16 1.6c.5 0 .9.2 1.2.6C20 5.7 27 14.3 27 20a11 11 0 0 1-22 0C5 14.3 12 5.7 14.8 2.2c.3-.4.7-.6 1.2-.6Z"
      />
      <path
        fill="none"
        stroke="#fff"
        strokeOpacity=".92"
        strokeWidth="2.5"
        strokeLinecap="round"
        d="M10.2 20.4a5.8 5.8 0 0 0 5.8 5.8"
      />
    </svg>
  );
}
