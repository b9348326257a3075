import { useTranslation } from "react-i18next";
import type { Container } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";
import { patchOfRules, type Rules, teamChanges } from "./rehearsal-rules";
import { useChangeContainer } from "./use-change-container";
import { termsOf, usePutTeam } from "./use-put-team";

/** Asks, then saves the tried rules as the container's own. */
export function RehearsalApply({
  container,
  rules,
  onClose,
  onApplied,
}: {
  container: Container;
  rules: Rules;
  onClose: () => void;
  onApplied: (saved: Container) => void;
}) {
  const { t } = useTranslation("rehearsal");
  const { t: words } = useTranslation("containers");
  const change = useChangeContainer(container.id, true);
  const put = usePutTeam(container.id, true);
  const patch = patchOfRules(container, rules);
  const { joined, left, changed } = teamChanges(container, rules);
  const names = (members: readonly { name: string }[]) =>
    members.map((member) => member.name).join(", ");
  const lines = [
    patch.policy &&
      t("apply.policy", {
        from: words(`policy.${container.policy}`),
        to: words(`policy.${rules.policy}`),
      }),
    "pace_minutes" in patch &&
      (rules.pace_minutes === null
        ? t("apply.pace_none")
        : t("apply.pace", { minutes: rules.pace_minutes })),
    "claim_minutes" in patch && t("apply.claim", { minutes: rules.claim_minutes }),
    "requires_province" in patch &&
      t(rules.requires_province ? "apply.provinces" : "apply.provinces_off"),
    joined.length > 0 && t("apply.joined", { names: names(joined) }),
    left.length > 0 && t("apply.left", { names: names(left) }),
    changed.length > 0 && t("apply.terms", { names: names(changed) }),
  ].filter((line) => typeof line === "string");
  const apply = async () => {
    let saved = container;
    if (Object.keys(patch).length > 0) saved = await change.mutateAsync(patch);
    if (joined.length + left.length + changed.length > 0) {
      saved = { ...saved, team: await put.mutateAsync(rules.team.map(termsOf)) };
    }
    onApplied(saved);
    notify.success(t("apply.done"));
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("apply.title")}
      text={t("apply.text")}
      confirmLabel={t("apply.confirm")}
      destructive={false}
      onConfirm={apply}
    >
      <ul className="flex list-disc flex-col gap-1 pl-4 text-sm">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {(rules.ignore_hours || rules.ignore_pauses) && (
        <p className="text-muted-foreground text-xs">{t("apply.aside")}</p>
      )}
    </ConfirmDialog>
  );
}
