import { X } from "lucide-react";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";

const chipClasses =
  "inline-flex h-7 max-w-full shrink-0 items-center gap-1.5 rounded-full border text-xs max-sm:h-9 max-sm:text-sm [&_svg]:size-3.5";

/** A filter one can open (`onClick`), pressed when it is in force. */
export function Chip({
  active = false,
  className,
  ...props
}: ComponentProps<"button"> & { active?: boolean }) {
  return (
    <button
      data-slot="chip"
      type="button"
      aria-pressed={active}
      className={cn(
        chipClasses,
        "px-2.5 transition-colors",
        active
          ? "border-primary/35 bg-primary-soft font-medium text-primary-text"
          : "bg-card text-muted-foreground hover:bg-accent hover:text-foreground",
        className,
      )}
      {...props}
    />
  );
}

/** A filter in force, with its cross. `label` says what the cross removes. */
export function RemovableChip({
  label,
  onRemove,
  className,
}: {
  label: string;
  onRemove: () => void;
  className?: string;
}) {
  const { t } = useTranslation();
  return (
    <span
      className={cn(
        chipClasses,
        "border-primary/35 bg-primary-soft pr-0.5 pl-2.5 font-medium text-primary-text",
        className,
      )}
    >
      <span className="truncate">{label}</span>
      <button
        type="button"
        aria-label={t("chip.remove", { label })}
        onClick={onRemove}
        className="flex size-6 items-center justify-center rounded-full hover:bg-primary/15 max-sm:size-8"
      >
        <X aria-hidden />
      </button>
    </span>
  );
}
