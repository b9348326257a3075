import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Me } from "@/shared/session/me";
import { UnitSearch } from "./unit-search";

const SEARCH_FROM = 8;

/** The units to choose from; with many, a search. */
export function UnitOptions({
  units,
  current,
  onChoose,
}: {
  units: Me["units"];
  current: string | null;
  onChoose: (id: string | null) => void;
}) {
  const { t } = useTranslation("shell");
  if (units.length > SEARCH_FROM) {
    return <UnitSearch units={units} current={current} onChoose={onChoose} />;
  }
  return (
    <ul>
      {[{ id: null, name: t("unit.all") }, ...units].map((option) => (
        <li key={option.id}>
          <button
            type="button"
            aria-pressed={option.id === current}
            onClick={() => onChoose(option.id)}
            className="flex h-8 w-full items-center justify-between gap-3 rounded-sm px-2 text-left text-sm hover:bg-accent max-sm:h-12 max-sm:px-5 max-sm:text-base"
          >
            <span className="truncate">{option.name}</span>
            {option.id === current && (
              <Check className="size-4 shrink-0 text-primary-text" aria-hidden />
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
