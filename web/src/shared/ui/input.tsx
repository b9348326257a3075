import type { ComponentProps } from "react";
import { cn } from "@/shared/lib/cn";

export const controlClasses =
  "w-full rounded-md border border-input bg-card text-foreground text-sm shadow-xs outline-none transition-[border-color,box-shadow] placeholder:text-muted-foreground hover:border-muted-foreground/45 focus-visible:border-ring focus-visible:ring-3 focus-visible:ring-ring/20 focus-visible:outline-none disabled:cursor-not-allowed disabled:bg-muted disabled:text-muted-foreground aria-invalid:border-destructive aria-invalid:focus-visible:ring-destructive/20";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return (
    <input
      data-slot="input"
      type={type}
      className={cn(controlClasses, "h-8 px-2.5 max-sm:h-11 max-sm:px-3", className)}
      {...props}
    />
  );
}
