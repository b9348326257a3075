import { Check, ChevronDown } from "lucide-react";
import { Select as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import type { FieldControl } from "./field";
import { controlClasses } from "./input";

export interface SelectOption<V extends string = string> {
  value: V;
  label: ReactNode;
  disabled?: boolean;
}

/** One of a few (up to about ten) options; for more use `Combobox`. */
export function Select<V extends string>({
  value,
  onValueChange,
  options,
  placeholder,
  disabled,
  className,
  "aria-label": ariaLabel,
  ...control
}: {
  value: V | undefined;
  onValueChange: (value: V) => void;
  options: readonly SelectOption<V>[];
  placeholder?: string;
  disabled?: boolean;
  className?: string;
  "aria-label"?: string;
} & Partial<FieldControl>) {
  const { t } = useTranslation();
  return (
    <Primitive.Root
      value={value ?? ""}
      onValueChange={(next) => onValueChange(next as V)}
      disabled={disabled ?? false}
    >
      <Primitive.Trigger
        data-slot="select"
        aria-label={ariaLabel}
        className={cn(
          controlClasses,
          "flex h-8 items-center justify-between gap-2 px-2.5 text-left data-placeholder:text-muted-foreground max-sm:h-11 max-sm:px-3 max-sm:text-base",
          className,
        )}
        {...control}
      >
        <span className="min-w-0 truncate">
          <Primitive.Value placeholder={placeholder ?? t("select.placeholder")} />
        </span>
        <ChevronDown className="size-4 shrink-0 text-muted-foreground" aria-hidden />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-pop-in overflow-hidden rounded-lg border bg-popover p-1 text-popover-foreground shadow-pop"
        >
          <Primitive.Viewport>
            {options.map((option) => (
              <Primitive.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                className="flex h-8 cursor-default select-none items-center justify-between gap-4 rounded-sm px-2 text-sm outline-none data-highlighted:bg-accent data-disabled:opacity-50 max-sm:h-11 max-sm:text-base"
              >
                <Primitive.ItemText>{option.label}</Primitive.ItemText>
                <Primitive.ItemIndicator>
                  <Check className="size-4 text-primary-text" aria-hidden />
                </Primitive.ItemIndicator>
              </Primitive.Item>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
