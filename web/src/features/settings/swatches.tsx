import { type ReactNode, useId } from "react";

/** One of many small drawings (a colour, an icon). Radio buttons underneath: arrows move. */
export function Swatches<V extends string>({
  label,
  value,
  onValueChange,
  options,
}: {
  label: string;
  value: V;
  onValueChange: (value: V) => void;
  options: readonly { value: V; label: string; drawing: ReactNode }[];
}) {
  const group = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">{label}</legend>
      <div className="flex flex-wrap gap-1">
        {options.map((option) => (
          <label
            key={option.value}
            data-tooltip={option.label}
            className="relative flex size-8 cursor-pointer items-center justify-center rounded-md border border-transparent text-muted-foreground hover:bg-accent has-checked:border-primary has-checked:bg-primary-soft has-checked:text-foreground has-focus-visible:outline-2 has-focus-visible:outline-ring max-sm:size-11"
          >
            <input
              type="radio"
              name={group}
              className="absolute inset-0 cursor-pointer appearance-none rounded-md"
              aria-label={option.label}
              checked={option.value === value}
              onChange={() => onValueChange(option.value)}
            />
            {option.drawing}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
