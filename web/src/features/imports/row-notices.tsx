import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ImportRow } from "@/shared/api/generated";
import { formatNumber } from "@/shared/lib/numbers";

/** What is missing or doubtful in a record, and whom it is like. */
export function RowNotices({ row }: { row: ImportRow }) {
  const { t, i18n } = useTranslation("imports");
  const { notices, lead, twin_row, verdict, decided, done } = row;
  return (
    <div className="flex min-w-0 flex-col gap-0.5 text-xs">
      {notices.map((notice) => (
        <p
          key={`${notice.code} ${notice.field}`}
          className={verdict === "rejected" ? "text-red" : "text-amber"}
        >
          {i18n.language === "en" ? notice.en : notice.it}
        </p>
      ))}
      {lead && (
        <p className="text-muted-foreground">
          {t(done ? "like.is" : verdict === "review" ? "like.maybe" : "like.joins")}{" "}
          <Link
            to="/leads/$leadId"
            params={{ leadId: lead.id }}
            className="relative z-[1] font-medium text-primary-text underline-offset-4 hover:underline"
          >
            {lead.name || t("rows.nameless")}
          </Link>
        </p>
      )}
      {!lead && twin_row !== null && (
        <p className="text-muted-foreground">
          {t(verdict === "review" ? "like.maybe_row" : "like.row", {
            number: formatNumber(twin_row),
          })}
        </p>
      )}
      {decided && !done && <p className="text-muted-foreground">{t(`decided.${decided}`)}</p>}
    </div>
  );
}
