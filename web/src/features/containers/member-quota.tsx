import { useTranslation } from "react-i18next";
import type { RegisterMember } from "@/shared/api/generated";
import { formatNumber, formatPercent } from "@/shared/lib/numbers";
import { Avatar } from "@/shared/ui/avatar";
import { Badge } from "@/shared/ui/badge";
import { isReason } from "./reasons";

/** One member: what they received, their share as a bar and the expected share as a mark on it. */
export function MemberQuota({ member, top }: { member: RegisterMember; top: number }) {
  const { t } = useTranslation("containers");
  const name = member.agent.name ?? "—";
  const width = (share: number) => `${Math.min(100, (share / top) * 100)}%`;
  return (
    <li className="flex flex-col gap-1.5 py-2.5">
      <div className="flex items-center gap-2 text-sm">
        <Avatar name={name} size="sm" />
        <span className="min-w-0 truncate">{name}</span>
        {member.next_in_turn === 1 && <Badge tone="blue">{t("register.next")}</Badge>}
        {member.reason_now && isReason(member.reason_now) && (
          <Badge tone="amber">{t(`reason.${member.reason_now}`)}</Badge>
        )}
        <span className="tabular ml-auto shrink-0 font-medium">
          {formatNumber(member.received)}
        </span>
      </div>
      <div
        role="img"
        aria-label={t("register.share_words", {
          name,
          share: formatPercent(member.share),
          expected: formatPercent(member.expected_share),
        })}
        className="relative h-1.5 rounded-full bg-muted"
      >
        <div className="h-full rounded-full bg-primary" style={{ width: width(member.share) }} />
        <span
          className="-top-1 -translate-x-1/2 absolute h-3.5 w-0.5 rounded-full bg-foreground"
          style={{ left: width(member.expected_share) }}
        />
      </div>
      <p className="tabular text-muted-foreground text-xs" aria-hidden>
        {t("register.share", {
          share: formatPercent(member.share),
          expected: formatPercent(member.expected_share),
        })}
      </p>
    </li>
  );
}

/** The bars of a team, on one scale. */
export function TeamQuota({ members }: { members: readonly RegisterMember[] }) {
  const top = Math.max(0.01, ...members.flatMap((m) => [m.share, m.expected_share])) * 1.1;
  return (
    <ul className="divide-y">
      {members.map((member) => (
        <MemberQuota key={member.agent.id} member={member} top={top} />
      ))}
    </ul>
  );
}
