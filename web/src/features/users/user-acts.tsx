import { KeyRound, MailPlus, Pause, Play, Trash2, UserCheck, UserX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  activateUser,
  deleteUser,
  inviteUser,
  resetPassword,
  resumeUser,
  type User,
} from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { useMe } from "@/shared/session/me";
import { Button } from "@/shared/ui/button";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";
import { DeactivateDialog } from "./deactivate-dialog";
import { InitialPasswordDialog } from "./initial-password-dialog";
import { PauseDialog } from "./pause-dialog";
import { useUserAct } from "./use-user-act";

/** Pause, resume, deactivate, activate, new password, delete. */
export function UserActs({ user, onGone }: { user: User; onGone: () => void }) {
  const { t } = useTranslation("users");
  const me = useMe();
  const [asking, setAsking] = useState<"pause" | "deactivate" | "password" | "delete">();
  const [password, setPassword] = useState<string>();
  const path = { user_id: user.id };
  const resume = useUserAct(() => resumeUser({ path }));
  const activate = useUserAct(() => activateUser({ path }));
  const reset = useUserAct(() => resetPassword({ path }), true);
  const invite = useUserAct(() => inviteUser({ path }));
  const remove = useUserAct(() => deleteUser({ path }), true);
  const myself = user.id === me.id;
  const close = (open: boolean) => !open && setAsking(undefined);
  const { name } = user;
  return (
    <div className="flex flex-wrap gap-2">
      {user.active &&
        user.role !== "admin" &&
        (user.paused || user.absent ? (
          <Button size="sm" loading={resume.isPending} onClick={() => resume.mutate(undefined)}>
            <Play aria-hidden />
            {t("act.resume")}
          </Button>
        ) : (
          <Button size="sm" onClick={() => setAsking("pause")}>
            <Pause aria-hidden />
            {t("act.pause")}
          </Button>
        ))}
      {!myself && user.active && (
        <Button size="sm" onClick={() => setAsking("deactivate")}>
          <UserX aria-hidden />
          {t("act.deactivate")}
        </Button>
      )}
      {!user.active && (
        <Button
          size="sm"
          loading={activate.isPending}
          onClick={() =>
            activate.mutate(undefined, { onSuccess: () => notify.success(t("act.activated")) })
          }
        >
          <UserCheck aria-hidden />
          {t("act.activate")}
        </Button>
      )}
      {!myself && user.active && !user.email_bounced_at && (
        <Button
          size="sm"
          loading={invite.isPending}
          onClick={() =>
            invite.mutate(undefined, {
              onSuccess: ({ email }) => notify.success(t("act.invited", { email })),
            })
          }
        >
          <MailPlus aria-hidden />
          {t("act.invite")}
        </Button>
      )}
      {!myself && (
        <Button size="sm" onClick={() => setAsking("password")}>
          <KeyRound aria-hidden />
          {t("act.password")}
        </Button>
      )}
      {!myself && (
        <Button size="sm" variant="ghost" className="text-red" onClick={() => setAsking("delete")}>
          <Trash2 aria-hidden />
          {t("act.delete")}
        </Button>
      )}
      {asking === "pause" && <PauseDialog user={user} onOpenChange={close} />}
      {asking === "deactivate" && <DeactivateDialog user={user} onOpenChange={close} />}
      <ConfirmDialog
        open={asking === "password"}
        onOpenChange={close}
        title={t("act.password_title", { name })}
        text={t("act.password_text")}
        confirmLabel={t("act.password")}
        destructive={false}
        onConfirm={async () => setPassword((await reset.mutateAsync(undefined)).initial_password)}
      />
      {password && (
        <InitialPasswordDialog
          userId={user.id}
          name={name}
          email={user.email}
          password={password}
          onClose={() => setPassword(undefined)}
        />
      )}
      <ConfirmDialog
        open={asking === "delete"}
        onOpenChange={close}
        title={t("act.delete_title", { name })}
        text={t("act.delete_text")}
        confirmLabel={t("act.delete")}
        onConfirm={async () => {
          await remove.mutateAsync(undefined);
          notify.success(t("act.deleted"));
          onGone();
        }}
      />
    </div>
  );
}
