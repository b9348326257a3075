import { useTranslation } from "react-i18next";
import type { UserBrief } from "@/shared/api/generated";
import { formatMoment } from "@/shared/lib/dates";
import { Badge } from "@/shared/ui/badge";

/** `short`: without the end of a pause. */
export function UserState({ user, short = false }: { user: UserBrief; short?: boolean }) {
  const { t } = useTranslation("users");
  if (!user.active) return <Badge>{t("state.inactive")}</Badge>;
  if (user.paused || user.absent) {
    const kind = user.absent ? "absent" : "paused";
    return (
      <Badge tone="amber" dot data-tooltip={user.pause_reason ?? undefined}>
        {user.paused_until && !short
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
