import { WifiOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useOnline } from "@/shared/lib/use-online";

/** Without network the page says so, instead of looking fresh. */
export function ConnectionBanner() {
  const { t } = useTranslation("shell");
  if (useOnline()) return null;
  return (
    <div
      role="status"
      className="flex shrink-0 items-center justify-center gap-2 bg-amber-soft px-4 py-1.5 text-amber text-sm"
    >
      <WifiOff className="size-4 shrink-0" aria-hidden />
      {t("live.offline_banner")}
    </div>
  );
}
