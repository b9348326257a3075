import type { ComponentProps } from "react";
import { cn } from "@/shared/lib/cn";
import { TONE_DOT, TONE_PILL, type Tone } from "./tone";

/** A pill in a status hue. With `dot` it is the form of every Esito and state. */
export function Badge({
  tone = "gray",
  dot = false,
  className,
  children,
  ...props
}: ComponentProps<"span"> & { tone?: Tone; dot?: boolean }) {
  return (
    <span
      data-slot="badge"
      className={cn(
        "inline-flex h-5 max-w-full items-center gap-1.5 whitespace-nowrap rounded-full px-2 font-medium text-xs",
        TONE_PILL[tone],
        className,
      )}
      {...props}
    >
      {dot && (
        <span
          className={cn("-ml-0.5 size-1.5 shrink-0 rounded-full", TONE_DOT[tone])}
          aria-hidden
        />
      )}
      <span className="truncate">{children}</span>
    </span>
  );
}
