import { persisted, usePersisted } from "@/shared/lib/persisted";
import { type Me, useMe } from "./me";

const chosenUnit = persisted<string | null>("unit", null);

/**
 * The unit chosen in the sidebar; null = all units that the person may see. Lists pass it on as `unit_id`.
 * A unit that is no longer theirs counts as null; who has one unit only is always in it.
 */
export function useCurrentUnit(): {
  unitId: string | null;
  unit: Me["units"][number] | null;
  setUnitId: (id: string | null) => void;
} {
  const me = useMe();
  const [chosen, setChosen] = usePersisted(chosenUnit);
  const only = me.units.length === 1 && me.role !== "admin" ? me.units[0] : undefined;
  const unit = only ?? me.units.find((candidate) => candidate.id === chosen) ?? null;
  return { unitId: unit?.id ?? null, unit, setUnitId: setChosen };
}
