import { Check, ChevronsUpDown } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from "./command";
import type { FieldControl } from "./field";
import { controlClasses } from "./input";
import { ResponsivePopover } from "./responsive-popover";

export interface ComboboxOption {
  value: string;
  label: string;
  /** Drawn before the label: an avatar, a dot. */
  icon?: ReactNode;
  /** Drawn at the end of the row, in grey. */
  hint?: string;
}

interface Shared extends Partial<FieldControl> {
  options: readonly ComboboxOption[];
  /** What is being chosen: the sheet's heading and the accessible name where there is no label. */
  title: string;
  placeholder?: string;
  disabled?: boolean;
  className?: string;
}

type Props =
  | (Shared & {
      multiple?: false;
      value: string | null;
      onValueChange: (value: string | null) => void;
      clearable?: boolean;
    })
  | (Shared & {
      multiple: true;
      value: readonly string[];
      onValueChange: (value: string[]) => void;
      clearable?: boolean;
    });

/** One or several of many, with a search. */
export function Combobox(props: Props) {
  const { options, title, placeholder, disabled, className, clearable = false } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const chosen = new Set(props.multiple ? props.value : props.value ? [props.value] : []);
  const shown = options.filter((option) => chosen.has(option.value));
  const text =
    shown.length > 2
      ? t("select.selected", { count: shown.length })
      : shown.map((option) => option.label).join(", ");

  const pick = (value: string) => {
    if (props.multiple) {
      props.onValueChange(
        chosen.has(value) ? props.value.filter((one) => one !== value) : [...props.value, value],
      );
      return;
    }
    props.onValueChange(clearable && chosen.has(value) ? null : value);
    setOpen(false);
  };

  return (
    <ResponsivePopover
      open={open}
      onOpenChange={setOpen}
      title={title}
      className="w-64 min-w-(--radix-popover-trigger-width)"
      trigger={(trigger) => (
        <button
          {...trigger}
          role="combobox"
          aria-expanded={open}
          id={props.id}
          aria-label={props.id ? undefined : title}
          aria-invalid={props["aria-invalid"]}
          aria-describedby={props["aria-describedby"]}
          disabled={disabled}
          className={cn(
            controlClasses,
            "flex h-8 items-center justify-between gap-2 px-2.5 text-left max-sm:h-11 max-sm:px-3 max-sm:text-base",
            className,
          )}
        >
          <span
            className={cn(
              "flex min-w-0 items-center gap-2 truncate",
              !text && "text-muted-foreground",
            )}
          >
            {shown.length === 1 && shown[0]?.icon}
            <span className="truncate">{text || placeholder || t("select.placeholder")}</span>
          </span>
          <ChevronsUpDown className="size-3.5 shrink-0 text-muted-foreground" aria-hidden />
        </button>
      )}
    >
      <Command>
        <CommandInput placeholder={t("select.search")} aria-label={t("select.search")} />
        <CommandList>
          <CommandEmpty>{t("select.empty")}</CommandEmpty>
          {options.map((option) => (
            <CommandItem
              key={option.value}
              value={`${option.label} ${option.hint ?? ""} ${option.value}`}
              onSelect={() => pick(option.value)}
              data-checked={chosen.has(option.value)}
            >
              {option.icon}
              <span className="min-w-0 flex-1 truncate">{option.label}</span>
              {option.hint && <span className="text-muted-foreground text-xs">{option.hint}</span>}
              <Check
                aria-hidden
                className={cn("text-primary-text!", !chosen.has(option.value) && "invisible")}
              />
            </CommandItem>
          ))}
        </CommandList>
      </Command>
    </ResponsivePopover>
  );
}
