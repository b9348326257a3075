import { Check } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from "@/shared/ui/command";

export interface FilterOption {
  value: string;
  label: string;
  icon?: ReactNode;
}

/** What a filter can be: several with ticks, or one. `free` lets any text be a value. */
export function FilterOptions({
  options,
  chosen,
  free = false,
  onChange,
}: {
  options: readonly FilterOption[];
  chosen: readonly string[];
  free?: boolean;
  onChange: (chosen: string[]) => void;
}) {
  const { t } = useTranslation("leads");
  const { t: common } = useTranslation();
  const [typed, setTyped] = useState("");
  const missing = chosen.filter((value) => !options.some((option) => option.value === value));
  const all: FilterOption[] = [
    ...options,
    ...(free ? missing.map((value) => ({ value, label: value })) : []),
  ];
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  const own = typed.trim();
  return (
    <div>
      <Command>
        <CommandInput
          autoFocus
          value={typed}
          onValueChange={setTyped}
          placeholder={common("select.search")}
          aria-label={common("select.search")}
        />
        <CommandList className="max-h-72">
          <CommandEmpty>{common("select.empty")}</CommandEmpty>
          {all.map((option) => (
            <CommandItem
              key={option.value}
              value={`${option.label} ${option.value}`}
              onSelect={() => toggle(option.value)}
              data-checked={chosen.includes(option.value)}
            >
              {option.icon}
              <span className="min-w-0 flex-1 truncate">{option.label}</span>
              <Check
                aria-hidden
                className={cn("text-primary-text!", !chosen.includes(option.value) && "invisible")}
              />
            </CommandItem>
          ))}
          {free && own && !all.some((option) => option.value === own) && (
            <CommandItem value={own} onSelect={() => toggle(own)}>
              {t("filter.use", { text: own })}
            </CommandItem>
          )}
        </CommandList>
      </Command>
      {chosen.length > 0 && (
        <button
          type="button"
          onClick={() => onChange([])}
          className="h-9 w-full border-t text-muted-foreground text-sm hover:text-foreground max-sm:h-11"
        >
          {t("filter.clear_this")}
        </button>
      )}
    </div>
  );
}
