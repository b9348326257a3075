import { Check, Minus } from "lucide-react";
import { Checkbox as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/shared/lib/cn";

/** `checked="indeterminate"` draws a dash. The target is 44 px on a phone though the box is small. */
export function Checkbox({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      data-slot="checkbox"
      className={cn(
        "peer relative size-4 shrink-0 rounded-[5px] border border-input bg-card shadow-xs transition-colors after:absolute after:-inset-1.5 hover:border-muted-foreground disabled:opacity-50 aria-invalid:border-destructive data-[state=checked]:border-primary data-[state=indeterminate]:border-primary data-[state=checked]:bg-primary data-[state=indeterminate]:bg-primary max-sm:size-5 max-sm:after:-inset-3",
        className,
      )}
      {...props}
    >
      <Primitive.Indicator className="group flex items-center justify-center text-primary-foreground">
        <Check
          className="size-3.5 group-data-[state=indeterminate]:hidden"
          strokeWidth={3}
          aria-hidden
        />
        <Minus
          className="hidden size-3.5 group-data-[state=indeterminate]:block"
          strokeWidth={3}
          aria-hidden
        />
      </Primitive.Indicator>
    </Primitive.Root>
  );
}
