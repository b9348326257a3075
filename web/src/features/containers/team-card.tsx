import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Container, TeamMember, TeamMemberInput } from "@/shared/api/generated";
import { late } from "@/shared/lib/late";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";
import { Card, CardHeader } from "@/shared/ui/card";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";
import { EmptyState } from "@/shared/ui/empty-state";
import { TeamRow } from "./team-row";
import { termsOf, usePutTeam } from "./use-put-team";

const AddMembers = late(() => import("./add-members-dialog").then((m) => m.AddMembersDialog));
const EditMember = late(() => import("./edit-member-dialog").then((m) => m.EditMemberDialog));

/** The team of a container. Every change replaces the team as the server has it now. */
export function TeamCard({ container }: { container: Container }) {
  const { t } = useTranslation("containers");
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<TeamMember>();
  const [removing, setRemoving] = useState<TeamMember>();
  const put = usePutTeam(container.id, true);
  const team = container.team ?? [];
  const terms = team.map(termsOf);
  const save = async (next: TeamMemberInput[], words: string) => {
    await put.mutateAsync(next);
    notify.success(words);
  };
  const add = (
    <Button
      variant={team.length === 0 ? "primary" : "secondary"}
      onClick={() => setAdding(true)}
      onPointerEnter={AddMembers.preload}
      onFocus={AddMembers.preload}
    >
      <UserPlus aria-hidden />
      {t("team.add")}
    </Button>
  );
  return (
    <Card>
      <CardHeader
        title={t("team.title")}
        text={t(container.policy === "manual" ? "team.text_manual" : "team.text")}
        action={team.length > 0 ? add : null}
      />
      {team.length === 0 ? (
        <EmptyState
          heading="h3"
          icon={<UserPlus />}
          title={t("team.empty_title")}
          text={t("team.empty_text")}
          action={add}
        />
      ) : (
        <ul className="mt-3 divide-y border-t">
          {team.map((member) => (
            <TeamRow
              key={member.user_id}
              member={member}
              weighted={container.policy === "weighted"}
              onEdit={() => setEditing(member)}
              onRemove={() => setRemoving(member)}
            />
          ))}
        </ul>
      )}
      {adding && (
        <AddMembers
          open
          onOpenChange={setAdding}
          unitId={container.unit.id}
          present={team.map((member) => member.user_id)}
          onAdd={(ids) => save([...terms, ...ids.map((user_id) => ({ user_id }))], t("team.added"))}
        />
      )}
      {editing && (
        <EditMember
          open
          onOpenChange={(open) => !open && setEditing(undefined)}
          member={editing}
          weighted={container.policy === "weighted"}
          requiresProvince={container.requires_province ?? true}
          onSave={(changed) =>
            save(
              terms.map((one) => (one.user_id === changed.user_id ? changed : one)),
              t("team.saved"),
            )
          }
        />
      )}
      <ConfirmDialog
        open={removing !== undefined}
        onOpenChange={(open) => !open && setRemoving(undefined)}
        title={t("team.remove_title", { name: removing?.name ?? "" })}
        text={t("team.remove_text")}
        confirmLabel={t("team.remove")}
        onConfirm={() =>
          save(
            terms.filter((one) => one.user_id !== removing?.user_id),
            t("team.removed"),
          )
        }
      />
    </Card>
  );
}
