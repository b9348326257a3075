import { type ComponentProps, useEffect, useRef } from "react";
import { cn } from "@/shared/lib/cn";

export interface CheckboxProps
  extends Omit<ComponentProps<"input">, "type" | "checked" | "onChange" | "ref"> {
  /** "indeterminate" draws a dash: some of the rows. */
  checked: boolean | "indeterminate";
  onCheckedChange?: (checked: boolean) => void;
}

/** The target is 44 px on a phone though the box is small. */
export function Checkbox({ checked, onCheckedChange, className, ...props }: CheckboxProps) {
  const input = useRef<HTMLInputElement>(null);
  const some = checked === "indeterminate";
  useEffect(() => {
    if (input.current) input.current.indeterminate = some;
  }, [some]);
  return (
    <span
      data-slot="checkbox"
      className={cn("relative inline-flex size-4 shrink-0 max-sm:size-5", className)}
    >
      <input
        ref={input}
        type="checkbox"
        checked={checked === true}
        onChange={(event) => onCheckedChange?.(event.target.checked)}
        className="peer size-full appearance-none rounded-[5px] border border-input bg-card shadow-xs transition-colors after:absolute after:-inset-1.5 checked:border-primary checked:bg-primary indeterminate:border-primary indeterminate:bg-primary enabled:hover:border-muted-foreground disabled:opacity-50 aria-invalid:border-destructive max-sm:after:-inset-3"
        {...props}
      />
      <svg
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="pointer-events-none absolute inset-0 hidden text-primary-foreground peer-checked:block peer-indeterminate:block"
        aria-hidden
        focusable="false"
      >
        <path d={some ? "M4.5 8h7" : "m4 8.3 2.7 2.7L12 5.5"} />
      </svg>
    </span>
  );
}
