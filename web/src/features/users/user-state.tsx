import { useTranslation } from "react-i18next";
import type { UserBrief } from "@/shared/api/generated";
import { formatMoment } from "@/shared/lib/dates";
import { Badge } from "@/shared/ui/badge";

export function UserState({ user }: { user: UserBrief }) {
  const { t } = useTranslation("users");
  if (!user.active) return <Badge>{t("state.inactive")}</Badge>;
  if (user.paused || user.absent) {
    const kind = user.absent ? "absent" : "paused";
    return (
      <Badge tone="amber" dot data-tooltip={user.pause_reason ?? undefined}>
        {user.paused_until
          ? t(`state.${kind}_until`, { until: formatMoment(user.paused_until) })
          : t(`state.${kind}`)}
      </Badge>
    );
  }
  if (user.must_change_password) return <Badge tone="blue">{t("state.invited")}</Badge>;
  return (
    <Badge tone="green" dot>
      {t("state.active")}
    </Badge>
  );
}
