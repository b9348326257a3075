import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { usePersisted } from "@/shared/lib/persisted";
import { disablePush, enablePush, pushAbility, pushOwner } from "@/shared/push/browser-push";
import { useMe } from "@/shared/session/me";
import { CheckField } from "@/shared/ui/check-field";

/** Whether this browser shows notices although no page is open. */
export function DevicePush() {
  const { t } = useTranslation("profile");
  const me = useMe();
  const [owner] = usePersisted(pushOwner);
  const ability = pushAbility();
  const change = useMutation({
    meta: { ownErrors: true },
    mutationFn: async (on: boolean) => (on ? enablePush(me.id) : disablePush()),
  });
  const refused = change.data === false || ability === "denied";
  const hint = refused
    ? "denied"
    : change.isError
      ? "failed"
      : ability === "able"
        ? "text"
        : ability;
  return (
    <div className="border-t pt-4">
      <CheckField
        kind="switch"
        label={t("push.title")}
        hint={<span role="status">{t(`push.${hint}`)}</span>}
        checked={owner === me.id}
        disabled={change.isPending || ability !== "able"}
        onCheckedChange={(on) => change.mutate(on)}
      />
    </div>
  );
}
