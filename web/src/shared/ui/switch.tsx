import { Switch as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/shared/lib/cn";

/** Takes effect at once, without a save button. */
export function Switch({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      data-slot="switch"
      className={cn(
        "relative inline-flex h-4.5 w-8 shrink-0 items-center rounded-full bg-muted-foreground/45 transition-colors after:absolute after:-inset-2 disabled:opacity-50 data-[state=checked]:bg-primary max-sm:h-6 max-sm:w-10.5 max-sm:after:-inset-2.5",
        className,
      )}
      {...props}
    >
      <Primitive.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-white shadow-xs transition-transform data-[state=checked]:translate-x-4 max-sm:size-5 max-sm:data-[state=checked]:translate-x-5 dark:bg-background" />
    </Primitive.Root>
  );
}
