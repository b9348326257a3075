import { Link } from "@tanstack/react-router";
import { UserSearch } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import type { RecordSearch } from "./record-queries";

/** There is no such lead, or it is another's: which of the two is nobody's to know. */
export function MissingLead({ search }: { search: RecordSearch }) {
  const { t } = useTranslation("record");
  return (
    <EmptyState
      icon={<UserSearch />}
      title={t("missing.title")}
      text={t("missing.text")}
      className="min-h-[60dvh] justify-center"
      action={
        <Button asChild variant="primary">
          {search.from === "today" ? (
            <Link to="/today">{t("back_today")}</Link>
          ) : (
            <Link to="/leads" search={search as never}>
              {t("back_list")}
            </Link>
          )}
        </Button>
      }
    />
  );
}
