import { Progress as Primitive } from "radix-ui";
import { cn } from "@/shared/lib/cn";

/** `value` from 0 to 1; without it something runs but nobody knows how long. */
export function Progress({
  value,
  label,
  className,
}: {
  value?: number | undefined;
  label: string;
  className?: string;
}) {
  const percent = value === undefined ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <Primitive.Root
      value={percent}
      aria-label={label}
      className={cn("h-1.5 w-full overflow-hidden rounded-full bg-border", className)}
    >
      <Primitive.Indicator
        className={cn(
          "h-full rounded-full bg-primary transition-[width] duration-300",
          percent === null && "w-full animate-drip",
        )}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </Primitive.Root>
  );
}
