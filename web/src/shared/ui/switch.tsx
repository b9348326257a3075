import type { ComponentProps } from "react";
import { cn } from "@/shared/lib/cn";

export interface SwitchProps
  extends Omit<ComponentProps<"input">, "type" | "checked" | "onChange"> {
  checked: boolean;
  onCheckedChange?: (checked: boolean) => void;
}

/** Takes effect at once, without a save button. */
export function Switch({ checked, onCheckedChange, className, ...props }: SwitchProps) {
  return (
    <input
      data-slot="switch"
      type="checkbox"
      role="switch"
      aria-checked={checked}
      checked={checked}
      onChange={(event) => onCheckedChange?.(event.target.checked)}
      className={cn(
        "relative inline-flex h-4.5 w-8 shrink-0 appearance-none items-center rounded-full bg-muted-foreground/45 transition-colors before:block before:size-3.5 before:translate-x-0.5 before:rounded-full before:bg-white before:shadow-xs before:transition-transform after:absolute after:-inset-2 checked:bg-primary checked:before:translate-x-4 disabled:opacity-50 max-sm:h-6 max-sm:w-10.5 max-sm:checked:before:translate-x-5 max-sm:before:size-5 max-sm:after:-inset-2.5 dark:before:bg-background",
        className,
      )}
      {...props}
    />
  );
}
