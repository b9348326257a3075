import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Unit } from "@/shared/api/generated";
import { weekInWords } from "@/shared/lib/hours";
import { formatNumber } from "@/shared/lib/numbers";
import { Badge } from "@/shared/ui/badge";
import type { Tone } from "@/shared/ui/tone";

const TONES: Record<Unit["state"], Tone> = {
  open: "green",
  outside_hours: "amber",
  holiday: "violet",
};

/** A unit with its hours in words; the whole row opens it. */
export function UnitRow({ unit, onOpen }: { unit: Unit; onOpen: () => void }) {
  const { t } = useTranslation("units");
  const { t: calendar } = useTranslation("calendar");
  const words = weekInWords(unit.calendar);
  const hours =
    words === null ? calendar("always_open") : words === "" ? calendar("never_open") : words;
  return (
    <li className="relative flex items-center gap-4 px-4 py-3 transition-colors hover:bg-muted/60 sm:px-6">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <button
            type="button"
            onClick={onOpen}
            className="truncate text-left font-medium text-base outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:-outline-offset-2"
          >
            {unit.name}
          </button>
          {unit.active ? (
            <Badge tone={TONES[unit.state]} dot>
              {calendar(`state.${unit.state}`)}
            </Badge>
          ) : (
            <Badge>{t("inactive")}</Badge>
          )}
        </div>
        <p className="mt-0.5 truncate text-muted-foreground text-sm">{hours}</p>
        <p className="tabular mt-0.5 text-muted-foreground text-sm sm:hidden">
          <Counts unit={unit} />
        </p>
      </div>
      <p className="tabular shrink-0 text-muted-foreground text-sm max-sm:hidden">
        <Counts unit={unit} />
      </p>
      <ChevronRight className="size-4 shrink-0 text-muted-foreground" aria-hidden />
    </li>
  );
}

function Counts({ unit }: { unit: Unit }) {
  const { t } = useTranslation("units");
  const people = unit.people ?? 0;
  return [
    t("containers", { count: unit.containers, shown: formatNumber(unit.containers) }),
    t("people", { count: people, shown: formatNumber(people) }),
  ].join(" · ");
}
