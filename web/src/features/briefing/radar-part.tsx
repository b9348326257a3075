import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { BriefSource } from "@/shared/api/generated/types.gen";
import { Badge } from "@/shared/ui/badge";
import { Part } from "./part";

/** Where too many useless contacts come from, and what is paused. */
export function RadarPart({ sources }: { sources: readonly BriefSource[] }) {
  const { t } = useTranslation("briefing");
  return (
    <Part
      title={t("radar.title")}
      empty={false}
      more={
        <Link to="/radar" className="text-primary-text text-sm underline-offset-4 hover:underline">
          {t("radar.all")}
        </Link>
      }
    >
      {sources.map((row) => (
        <li
          key={`${row.container.id} ${row.level} ${row.name}`}
          className="flex min-h-11 items-center gap-2 px-4 text-sm"
        >
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">{row.name || t("radar.unknown")}</span>
            <span className="block truncate text-muted-foreground text-xs">
              {row.state === "over"
                ? t("radar.bad", { bad: row.bad, worked: row.worked, where: row.container.name })
                : row.container.name}
            </span>
          </span>
          <Badge tone={row.state === "over" ? "red" : "violet"}>{t(`radar.${row.state}`)}</Badge>
        </li>
      ))}
    </Part>
  );
}
