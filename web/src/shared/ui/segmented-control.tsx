import { type ReactNode, useId } from "react";
import { cn } from "@/shared/lib/cn";

/** One of two to five short choices, all in sight. Radio buttons underneath: arrows move. */
export function SegmentedControl<V extends string>({
  value,
  onValueChange,
  options,
  label,
  className,
}: {
  value: V;
  onValueChange: (value: V) => void;
  /** `name` is read where `label` is only an icon. */
  options: readonly { value: V; label: ReactNode; name?: string }[];
  /** What is being chosen, for screen readers. */
  label: string;
  className?: string;
}) {
  const group = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      data-slot="segmented-control"
      className={cn("inline-flex rounded-md bg-muted p-0.5", className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="relative inline-flex h-7 flex-1 cursor-pointer items-center justify-center gap-1.5 whitespace-nowrap rounded-[6px] px-2.5 font-medium text-muted-foreground text-sm transition-colors hover:text-foreground has-checked:bg-card has-checked:text-foreground has-checked:shadow-xs has-focus-visible:outline-2 has-focus-visible:outline-ring max-sm:h-10 dark:has-checked:bg-accent [&_svg]:size-4"
        >
          <input
            type="radio"
            name={group}
            value={option.value}
            checked={option.value === value}
            onChange={() => onValueChange(option.value)}
            aria-label={option.name}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
