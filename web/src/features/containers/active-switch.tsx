import { useTranslation } from "react-i18next";
import type { Container } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { Switch } from "@/shared/ui/switch";
import { useChangeContainer } from "./use-change-container";

/** Turns the drip of a container on and off; the answer shows at once. */
export function ActiveSwitch({ container }: { container: Container }) {
  const { t } = useTranslation("containers");
  const change = useChangeContainer(container.id);
  const shown = change.isPending ? (change.variables.active ?? container.active) : container.active;
  return (
    <Switch
      checked={shown}
      disabled={change.isPending}
      aria-label={t("switch", { name: container.name })}
      onCheckedChange={(active) =>
        change.mutate(
          { active },
          { onSuccess: () => notify.success(t(active ? "switched_on" : "switched_off")) },
        )
      }
    />
  );
}
