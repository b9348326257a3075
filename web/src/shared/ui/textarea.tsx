import type { ComponentProps } from "react";
import { cn } from "@/shared/lib/cn";
import { controlClasses } from "./input";

/** Grows with its text, from `rows` lines on. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      data-slot="textarea"
      rows={rows}
      className={cn(
        controlClasses,
        "field-sizing-content min-h-16 resize-y px-2.5 py-1.5",
        className,
      )}
      {...props}
    />
  );
}
