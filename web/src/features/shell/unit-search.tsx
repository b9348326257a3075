import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Me } from "@/shared/session/me";
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from "@/shared/ui/command";

/** The list of units with a search, for networks with many. */
export function UnitSearch({
  units,
  current,
  onChoose,
}: {
  units: Me["units"];
  current: string | null;
  onChoose: (id: string | null) => void;
}) {
  const { t } = useTranslation("shell");
  const options = [{ id: null, name: t("unit.all") }, ...units];
  return (
    <Command className="-m-1 max-sm:m-0">
      <CommandInput placeholder={t("unit.search")} aria-label={t("unit.search")} />
      <CommandList>
        <CommandEmpty>{t("palette.empty")}</CommandEmpty>
        {options.map((option) => (
          <CommandItem
            key={option.id}
            value={`${option.name} ${option.id ?? ""}`}
            onSelect={() => onChoose(option.id)}
          >
            <span className="min-w-0 flex-1 truncate">{option.name}</span>
            {option.id === current && <Check aria-hidden />}
          </CommandItem>
        ))}
      </CommandList>
    </Command>
  );
}
