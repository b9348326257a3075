import { Check, type LucideIcon, ThumbsDown, ThumbsUp, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { VendorReturn } from "@/shared/api/generated/types.gen";
import { IconButton } from "@/shared/ui/icon-button";
import { type Act, actsFor } from "./acts";
import { useReturnWords } from "./return-words";

const ICONS: Record<Act, LucideIcon> = {
  confirmed: Check,
  discarded: X,
  accepted: ThumbsUp,
  refused: ThumbsDown,
};

/** What can be done to one return. */
export function RowActs({
  row,
  onAct,
}: {
  row: VendorReturn;
  onAct: (act: Act, rows: readonly VendorReturn[]) => void;
}) {
  const { t } = useTranslation("returns");
  const words = useReturnWords();
  return (
    <span className="flex justify-end gap-1">
      {actsFor([row]).map((act) => {
        const Icon = ICONS[act];
        return (
          <IconButton
            key={act}
            size="icon-sm"
            label={t("act.of", { act: t(`act.${act}`), name: words.name(row) })}
            onClick={() => onAct(act, [row])}
          >
            <Icon aria-hidden />
          </IconButton>
        );
      })}
    </span>
  );
}
