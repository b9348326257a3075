import type { ComponentProps } from "react";
import { cn } from "@/shared/lib/cn";
import { Input } from "./input";

/** A whole number, from one on where nothing else is said: as wide as its figures, with the phone's number keys. */
export function NumberInput({
  className,
  min = 1,
  ...props
}: Omit<ComponentProps<typeof Input>, "type" | "inputMode">) {
  return (
    <Input
      type="number"
      inputMode="numeric"
      min={min}
      className={cn("w-28", className)}
      {...props}
    />
  );
}
