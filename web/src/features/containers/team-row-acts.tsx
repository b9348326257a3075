import { Ellipsis, Pause, Pencil, Play, UserMinus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { TeamMember } from "@/shared/api/generated";
import { useIsPhone } from "@/shared/lib/use-media-query";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/shared/ui/dropdown-menu";
import { IconButton } from "@/shared/ui/icon-button";

/** What can be done with a member: three buttons, on a phone a menu. A deactivated one can only be removed. */
export function TeamRowActs({
  member,
  stopped,
  busy,
  onDrip,
  onEdit,
  onRemove,
}: {
  member: TeamMember;
  stopped: boolean;
  busy: boolean;
  onDrip: () => void;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation("containers");
  const { t: common } = useTranslation();
  const { name } = member;
  const acts = [
    {
      label: t(stopped ? "team.resume" : "team.pause", { name }),
      icon: stopped ? Play : Pause,
      act: onDrip,
      shown: member.active,
    },
    { label: t("team.edit", { name }), icon: Pencil, act: onEdit, shown: member.active },
    { label: t("team.remove_of", { name }), icon: UserMinus, act: onRemove, shown: true },
  ].filter(({ shown }) => shown);
  if (useIsPhone())
    return (
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <IconButton label={`${common("actions.more")}: ${name}`} loading={busy}>
            <Ellipsis aria-hidden />
          </IconButton>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {acts.map(({ label, icon: Icon, act }) => (
            <DropdownMenuItem key={label} onSelect={act}>
              <Icon aria-hidden />
              {label}
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
    );
  return (
    <div className="flex shrink-0 items-center">
      {acts.map(({ label, icon: Icon, act }) => (
        <IconButton key={label} label={label} loading={act === onDrip && busy} onClick={act}>
          <Icon aria-hidden />
        </IconButton>
      ))}
    </div>
  );
}
