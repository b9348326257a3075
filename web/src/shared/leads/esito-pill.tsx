import { useTranslation } from "react-i18next";
import { Badge } from "@/shared/ui/badge";
import { toTone } from "@/shared/ui/tone";
import type { EsitoBadge } from "./lead";

export function EsitoPill({
  esito,
  className,
}: {
  esito: Pick<EsitoBadge, "name" | "colour"> | null;
  className?: string;
}) {
  const { t } = useTranslation("leads");
  return (
    <Badge dot tone={toTone(esito?.colour)} {...(className ? { className } : {})}>
      {esito?.name ?? t("no_esito")}
    </Badge>
  );
}
