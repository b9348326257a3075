import { useTranslation } from "react-i18next";
import type { ImportSummary } from "@/shared/api/generated";

/** Why a file could not be imported, in a list. */
export function ProblemLine({ one }: { one: Pick<ImportSummary, "problem"> }) {
  const { i18n } = useTranslation();
  if (!one.problem) return null;
  return (
    <span className="block truncate text-red text-xs">
      {i18n.language === "en" ? one.problem.en : one.problem.it}
    </span>
  );
}
