import { type ReactNode, useId } from "react";
import { cn } from "@/shared/lib/cn";
import { Checkbox } from "./checkbox";
import { Switch } from "./switch";

/** A yes or no with its words beside it; the words are part of the target. */
export function CheckField({
  label,
  hint,
  checked,
  onCheckedChange,
  kind = "checkbox",
  disabled = false,
  className,
}: {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  kind?: "checkbox" | "switch";
  disabled?: boolean;
  className?: string;
}) {
  const id = useId();
  const Control = kind === "switch" ? Switch : Checkbox;
  return (
    <div
      className={cn(
        "flex gap-2.5",
        kind === "switch" && "flex-row-reverse justify-between",
        hint ? "items-start" : "items-center",
        className,
      )}
    >
      <Control
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onCheckedChange}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={hint ? "mt-0.5" : ""}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block select-none text-sm max-sm:text-base">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-muted-foreground text-xs">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
