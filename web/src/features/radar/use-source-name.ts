import { useTranslation } from "react-i18next";
import type { RadarSource } from "@/shared/api/generated/types.gen";

/** How a source is called, and what it is. */
export function useSourceName({ level, name, campaign }: RadarSource) {
  const { t } = useTranslation("radar");
  return {
    name: name || t("unknown"),
    kind: t(`level.${level}`),
    campaign: level !== "campaign" && campaign ? campaign : "",
  };
}
