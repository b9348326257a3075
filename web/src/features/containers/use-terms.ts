import { useTranslation } from "react-i18next";
import type { TeamMember } from "@/shared/api/generated";
import { formatNumber } from "@/shared/lib/numbers";

/** The terms of a member in a few words. */
export function useTerms(member: TeamMember, weighted: boolean): string[] {
  const { t } = useTranslation("containers");
  const terms = [];
  if (weighted) terms.push(t("team.weight", { weight: member.weight }));
  if (member.daily_cap !== null)
    terms.push(t("team.daily", { cap: formatNumber(member.daily_cap) }));
  terms.push(
    member.open_cap === null
      ? t("team.open_none")
      : t("team.open", { cap: formatNumber(member.open_cap) }),
  );
  const { provinces } = member;
  const shown = provinces.slice(0, 4).join(", ");
  terms.push(
    provinces.length === 0
      ? t("team.provinces_all")
      : provinces.length > 4
        ? t("team.provinces_more", { shown, count: provinces.length - 4 })
        : shown,
  );
  return terms;
}
