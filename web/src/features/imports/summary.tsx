import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ImportOut } from "@/shared/api/generated";
import { formatDateTime } from "@/shared/lib/dates";
import { formatNumber } from "@/shared/lib/numbers";

const SKIPPED = ["title", "repeated_header", "blank", "total", "legend"] as const;

/** Where the file goes, who brought it, and which of its rows are no records. */
export function Summary({ one }: { one: ImportOut }) {
  const { t } = useTranslation("imports");
  const skipped = SKIPPED.filter((kind) => (one.skipped[kind] ?? 0) > 0).map((kind) =>
    t(`skipped.${kind}`, {
      count: one.skipped[kind] ?? 0,
      shown: formatNumber(one.skipped[kind] ?? 0),
    }),
  );
  return (
    <div className="text-muted-foreground text-sm">
      <p>
        {t("summary.into")}{" "}
        <Link
          to="/containers/$containerId"
          params={{ containerId: one.container.id }}
          className="font-medium text-foreground hover:text-primary-text"
        >
          {one.container.name}
        </Link>{" "}
        · {one.unit.name} ·{" "}
        {one.created_by
          ? t("summary.by", { name: one.created_by.name, at: formatDateTime(one.created_at) })
          : formatDateTime(one.created_at)}
      </p>
      {skipped.length > 0 && (
        <p className="text-xs">{t("summary.skipped", { list: skipped.join(", ") })}</p>
      )}
    </div>
  );
}
