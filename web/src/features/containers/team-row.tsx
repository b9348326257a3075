import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { pauseUser, resumeUser, type TeamMember } from "@/shared/api/generated";
import { formatMoment } from "@/shared/lib/dates";
import { Avatar } from "@/shared/ui/avatar";
import { Badge } from "@/shared/ui/badge";
import { TeamRowActs } from "./team-row-acts";
import { useTerms } from "./use-terms";

export function TeamRow({
  member,
  weighted,
  onEdit,
  onRemove,
}: {
  member: TeamMember;
  weighted: boolean;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const client = useQueryClient();
  const { name } = member;
  const stopped = member.paused || member.absent;
  const drip = useMutation({
    mutationFn: () =>
      stopped
        ? resumeUser({ path: { user_id: member.user_id } })
        : pauseUser({ path: { user_id: member.user_id }, body: {} }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["containers"] }),
        client.invalidateQueries({ queryKey: ["users"] }),
      ]),
  });
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <Avatar name={name} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="truncate font-medium text-sm">{name}</span>
          <MemberState member={member} />
        </div>
        <p className="tabular text-muted-foreground text-xs">
          {useTerms(member, weighted).join(" · ")}
        </p>
      </div>
      <TeamRowActs
        member={member}
        stopped={stopped}
        busy={drip.isPending}
        onDrip={() => drip.mutate()}
        onEdit={onEdit}
        onRemove={onRemove}
      />
    </li>
  );
}

function MemberState({ member }: { member: TeamMember }) {
  const { t } = useTranslation("containers");
  if (!member.active) return <Badge>{t("team.inactive")}</Badge>;
  if (!member.paused && !member.absent) return null;
  const until = member.paused_until;
  const state = member.absent ? "absent" : "paused";
  return (
    <Badge tone="amber" dot>
      {until ? t(`team.${state}_until`, { until: formatMoment(until) }) : t(`team.${state}`)}
    </Badge>
  );
}
