import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Container } from "@/shared/api/generated";
import { formatNumber } from "@/shared/lib/numbers";
import { ActiveSwitch } from "./active-switch";
import { Team } from "./container-table";
import { QueueLink } from "./queue-link";

/** The list on a phone. */
export function ContainerCards({ containers }: { containers: readonly Container[] }) {
  const { t } = useTranslation("containers");
  return (
    <ul className="divide-y">
      {containers.map((container) => (
        <li key={container.id} className="relative flex items-start gap-3 px-4 py-3">
          <div className="min-w-0 flex-1">
            <Link
              to="/containers/$containerId"
              params={{ containerId: container.id }}
              className="block truncate font-medium text-base after:absolute after:inset-0"
            >
              {container.name}
            </Link>
            <p className="truncate text-muted-foreground text-sm">
              {container.unit.name} · {t(`policy.${container.policy}`)}
            </p>
            <div className="mt-2 flex items-center gap-3 text-sm">
              <Team container={container} />
              <span className="tabular text-muted-foreground">
                {t("today_count", {
                  count: container.counts?.today ?? 0,
                  shown: formatNumber(container.counts?.today ?? 0),
                })}
              </span>
              {(container.queue_length ?? 0) > 0 && (
                <span className="relative z-[1]">
                  <QueueLink container={container} />
                </span>
              )}
            </div>
          </div>
          <span className="relative z-[1] flex h-11 items-center">
            <ActiveSwitch container={container} />
          </span>
        </li>
      ))}
    </ul>
  );
}
