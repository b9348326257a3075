import { useTranslation } from "react-i18next";
import { SegmentedControl } from "@/shared/ui/segmented-control";
import type { RegisterDays } from "./queries";

export function DaysSwitch({
  days,
  onDaysChange,
}: {
  days: RegisterDays;
  onDaysChange: (days: RegisterDays) => void;
}) {
  const { t } = useTranslation("containers");
  return (
    <SegmentedControl
      label={t("register.period")}
      value={String(days) as "7" | "30" | "90"}
      onValueChange={(value) => onDaysChange(Number(value) as RegisterDays)}
      options={(["7", "30", "90"] as const).map((value) => ({
        value,
        label: t("register.days", { count: Number(value) }),
      }))}
    />
  );
}
