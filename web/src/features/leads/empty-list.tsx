import { Inbox, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { isNarrowed, type LeadSearch } from "./lead-search";

/** No leads: none under these filters, or none at all. */
export function EmptyList({
  search,
  manages,
  onClear,
  onCreate,
}: {
  search: LeadSearch;
  manages: boolean;
  onClear: () => void;
  onCreate: () => void;
}) {
  const { t } = useTranslation("leads");
  if (!isNarrowed(search)) {
    return (
      <EmptyState
        icon={<Inbox />}
        title={t("empty.title")}
        text={t(manages ? "empty.text" : "empty.text_agent")}
        action={
          <Button variant="primary" onClick={onCreate}>
            {t("new.title")}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={<SearchX />}
      title={t(search.deleted ? "empty.trash" : "empty.filtered")}
      text={search.deleted ? undefined : t("empty.filtered_text")}
      action={<Button onClick={onClear}>{t("filter.clear")}</Button>}
    />
  );
}
