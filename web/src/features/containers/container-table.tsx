import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Container } from "@/shared/api/generated";
import { formatNumber } from "@/shared/lib/numbers";
import { AvatarStack } from "@/shared/ui/avatar-stack";
import { Table, TableCell, TableHead, TableRow, TableScroll } from "@/shared/ui/table";
import { ActiveSwitch } from "./active-switch";
import { QueueLink } from "./queue-link";

export function ContainerTable({ containers }: { containers: readonly Container[] }) {
  const { t } = useTranslation("containers");
  return (
    <TableScroll label={t("title")}>
      <Table aria-label={t("title")}>
        <thead>
          <tr>
            <TableHead className="pl-6">{t("column.name")}</TableHead>
            <TableHead>{t("column.unit")}</TableHead>
            <TableHead>{t("column.policy")}</TableHead>
            <TableHead>{t("column.team")}</TableHead>
            <TableHead className="text-right">{t("column.today")}</TableHead>
            <TableHead className="text-right">{t("column.unworked")}</TableHead>
            <TableHead>{t("column.queue")}</TableHead>
            <TableHead className="pr-6 text-right">{t("column.active")}</TableHead>
          </tr>
        </thead>
        <tbody>
          {containers.map((container) => (
            <TableRow key={container.id} className="relative">
              <TableCell className="h-11 pl-6">
                <Link
                  to="/containers/$containerId"
                  params={{ containerId: container.id }}
                  className="font-medium after:absolute after:inset-0 hover:text-primary-text"
                >
                  {container.name}
                </Link>
              </TableCell>
              <TableCell className="text-muted-foreground">{container.unit.name}</TableCell>
              <TableCell className="text-muted-foreground">
                {t(`policy.${container.policy}`)}
              </TableCell>
              <TableCell>
                <Team container={container} />
              </TableCell>
              <TableCell className="tabular text-right">
                {formatNumber(container.counts?.today ?? 0)}
              </TableCell>
              <TableCell className="tabular text-right">
                {formatNumber(container.counts?.unworked ?? 0)}
              </TableCell>
              <TableCell>
                <span className="relative z-[1]">
                  <QueueLink container={container} />
                </span>
              </TableCell>
              <TableCell className="pr-6 text-right">
                <span className="relative z-[1] inline-flex align-middle">
                  <ActiveSwitch container={container} />
                </span>
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  );
}

export function Team({ container }: { container: Container }) {
  const { t } = useTranslation("containers");
  const names = (container.team ?? []).map((member) => member.name);
  if (names.length === 0) return <span className="text-amber text-xs">{t("team.none")}</span>;
  return (
    <span className="relative z-[1]">
      <AvatarStack names={names} />
    </span>
  );
}
