import { Check, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type Lead, leadName } from "@/shared/leads/lead";
import { Button } from "@/shared/ui/button";

/** Says that this lead opened by itself after the Esito of another, and leads back to that one. */
export function WorkedLine({ lead, onBack }: { lead: Lead; onBack: () => void }) {
  const { t } = useTranslation("record");
  return (
    <div
      role="status"
      className="flex min-h-10 items-center gap-2.5 border-b bg-primary-soft/60 px-4 text-sm sm:px-6"
    >
      <Check className="size-4 shrink-0 text-primary-text max-sm:hidden" aria-hidden />
      <span className="min-w-0 flex-1 truncate">{t("worked.text")}</span>
      <Button variant="link" size="sm" className="min-w-0 max-sm:h-11!" onClick={onBack}>
        <Undo2 aria-hidden />
        <span className="truncate">{t("worked.back", { name: leadName(lead) })}</span>
      </Button>
    </div>
  );
}
