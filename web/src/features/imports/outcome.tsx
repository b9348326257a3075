import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ImportOut } from "@/shared/api/generated";
import { formatDateTime } from "@/shared/lib/dates";
import { formatNumber } from "@/shared/lib/numbers";
import { Callout } from "@/shared/ui/callout";

/** What is to be said above the counts: a warning before the import, the result after it. */
export function Outcome({ one }: { one: ImportOut }) {
  const { t } = useTranslation("imports");
  const { state, counts, undo } = one;
  if (state === "preview") {
    const targets = new Set(Object.values(one.mapping));
    if (!targets.has("phone") && !targets.has("email")) {
      return <Callout kind="warning">{t("outcome.no_contact")}</Callout>;
    }
    if (!targets.has("phone")) return <Callout kind="warning">{t("outcome.no_phone")}</Callout>;
    if (counts.new + counts.duplicate + counts.review === 0) {
      return <Callout kind="warning">{t("outcome.nothing")}</Callout>;
    }
    return null;
  }
  if (state === "committed") {
    return (
      <Callout
        kind="success"
        action={
          <Link
            to="/leads"
            search={{ container_id: one.container.id } as never}
            className="shrink-0 font-medium underline underline-offset-4"
          >
            {t("outcome.open")}
          </Link>
        }
      >
        <p className="font-medium">
          {t("outcome.made", { count: counts.new, shown: formatNumber(counts.new) })}{" "}
          {counts.duplicate > 0 &&
            t("outcome.joined", {
              count: counts.duplicate,
              shown: formatNumber(counts.duplicate),
            })}
        </p>
        {one.committed_at && <p>{t("outcome.at", { at: formatDateTime(one.committed_at) })}</p>}
        {counts.review > 0 && (
          <p>{t("outcome.review", { count: counts.review, shown: formatNumber(counts.review) })}</p>
        )}
      </Callout>
    );
  }
  if (state === "undone" && undo) {
    return (
      <Callout kind="info">
        <p className="font-medium">
          {t("outcome.taken_back", {
            count: undo.taken_back,
            shown: formatNumber(undo.taken_back),
          })}
        </p>
        {undo.kept > 0 && (
          <p>{t("outcome.kept", { count: undo.kept, shown: formatNumber(undo.kept) })}</p>
        )}
        {undo.merged > 0 && (
          <p>{t("outcome.merged", { count: undo.merged, shown: formatNumber(undo.merged) })}</p>
        )}
        {undo.submissions_removed > 0 && (
          <p>
            {t("outcome.removed", {
              count: undo.submissions_removed,
              shown: formatNumber(undo.submissions_removed),
            })}
          </p>
        )}
      </Callout>
    );
  }
  return null;
}
