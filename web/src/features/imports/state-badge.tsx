import { useTranslation } from "react-i18next";
import type { ImportSummary } from "@/shared/api/generated";
import { formatPercent } from "@/shared/lib/numbers";
import { Badge } from "@/shared/ui/badge";
import { STATE_TONES } from "./tones";

/** The state of an import, with how far it is where something is going on. */
export function StateBadge({ of }: { of: Pick<ImportSummary, "state" | "progress"> }) {
  const { t } = useTranslation("imports");
  const { state, progress } = of;
  return (
    <Badge tone={STATE_TONES[state]} dot>
      {t(`state.${state}`)}
      {progress && progress.total > 0 && (
        <span className="tabular">
          {" "}
          {formatPercent(Math.min(1, Math.floor((progress.done / progress.total) * 100) / 100))}
        </span>
      )}
    </Badge>
  );
}
