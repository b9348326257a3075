import { useQuery } from "@tanstack/react-query";
import { SlidersHorizontal, UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Container, TeamMember } from "@/shared/api/generated";
import { late } from "@/shared/lib/late";
import { Button } from "@/shared/ui/button";
import { CheckField } from "@/shared/ui/check-field";
import { IconButton } from "@/shared/ui/icon-button";
import { candidatesQuery } from "./queries";
import { newMember, type Rules } from "./rehearsal-rules";
import { useTerms } from "./use-terms";

const AddMembers = late(() => import("./add-members-dialog").then((m) => m.AddMembersDialog));
const EditMember = late(() => import("./edit-member-dialog").then((m) => m.EditMemberDialog));

/** Who takes part in the Prova, and on which terms. */
export function RehearsalTeam({
  container,
  rules,
  onTeamChange,
}: {
  container: Container;
  rules: Rules;
  onTeamChange: (team: TeamMember[]) => void;
}) {
  const { t } = useTranslation("rehearsal");
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<TeamMember>();
  // Who was taken out stays in sight, to be put back.
  const [known, setKnown] = useState<TeamMember[]>(rules.team);
  const people = useQuery({ ...candidatesQuery(container.unit.id), enabled: adding });
  const inTeam = new Map(rules.team.map((member) => [member.user_id, member]));
  const shown = [
    ...known.map((member) => inTeam.get(member.user_id) ?? member),
    ...rules.team.filter((member) => !known.some((one) => one.user_id === member.user_id)),
  ];
  const weighted = rules.policy === "weighted";
  return (
    <section className="border-t pt-3">
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-medium text-sm">{t("team")}</h3>
        <Button
          size="sm"
          variant="ghost"
          onClick={() => setAdding(true)}
          onPointerEnter={AddMembers.preload}
        >
          <UserPlus aria-hidden />
          {t("add")}
        </Button>
      </div>
      <ul className="mt-1">
        {shown.map((member) => (
          <Row
            key={member.user_id}
            member={member}
            weighted={weighted}
            checked={inTeam.has(member.user_id)}
            onCheckedChange={(checked) => {
              setKnown(shown);
              onTeamChange(
                checked
                  ? [...rules.team, member]
                  : rules.team.filter((one) => one.user_id !== member.user_id),
              );
            }}
            onEdit={() => setEditing(member)}
          />
        ))}
      </ul>
      {adding && (
        <AddMembers
          open
          onOpenChange={setAdding}
          unitId={container.unit.id}
          present={shown.map((member) => member.user_id)}
          onAdd={async (ids) => {
            const joined = (people.data ?? []).filter((user) => ids.includes(user.id));
            onTeamChange([...rules.team, ...joined.map(({ id, name }) => newMember(id, name))]);
          }}
        />
      )}
      {editing && (
        <EditMember
          open
          onOpenChange={(open) => !open && setEditing(undefined)}
          member={editing}
          weighted={weighted}
          requiresProvince={rules.requires_province}
          text={t("edit_text")}
          onSave={async (terms) =>
            onTeamChange(
              rules.team.map((one) =>
                one.user_id === editing.user_id
                  ? {
                      ...one,
                      weight: terms.weight ?? one.weight,
                      daily_cap: terms.daily_cap ?? null,
                      open_cap: terms.open_cap ?? null,
                      provinces: terms.provinces ?? [],
                    }
                  : one,
              ),
            )
          }
        />
      )}
    </section>
  );
}

function Row({
  member,
  weighted,
  checked,
  onCheckedChange,
  onEdit,
}: {
  member: TeamMember;
  weighted: boolean;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  onEdit: () => void;
}) {
  const { t } = useTranslation("rehearsal");
  return (
    <li className="flex items-center gap-1 py-1 max-sm:py-2">
      <CheckField
        className="min-w-0 flex-1"
        label={member.name}
        hint={useTerms(member, weighted).join(" · ")}
        checked={checked}
        onCheckedChange={onCheckedChange}
      />
      <IconButton
        label={t("edit", { name: member.name })}
        disabled={!checked}
        onClick={onEdit}
        onPointerEnter={EditMember.preload}
      >
        <SlidersHorizontal aria-hidden />
      </IconButton>
    </li>
  );
}
