import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LeadPage } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { EsitoPill } from "@/shared/leads/esito-pill";
import { type Lead, leadName } from "@/shared/leads/lead";
import { formatPhone } from "@/shared/lib/phone";
import { useDebounced } from "@/shared/lib/use-debounced";
import { Dialog, DialogBody, DialogContent } from "@/shared/ui/dialog";
import { SearchInput } from "@/shared/ui/search-input";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";

/** The other record of the same person, searched in the unit; the two are then compared. */
export function MergeDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation("record");
  const [text, setText] = useState(lead.last_name);
  const q = useDebounced(text.trim(), 200);
  const { data } = useQuery({
    queryKey: ["leads", "to-merge", lead.id, q],
    queryFn: ({ signal }) =>
      http.get<LeadPage>("/api/leads", { q, unit_id: lead.unit?.id, limit: 9 }, signal),
    placeholderData: keepPreviousData,
  });
  const found = data?.items.filter((one) => one.id !== lead.id).slice(0, 8);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t("merge_title", { name: leadName(lead) })}
        text={t("merge_text")}
        className="sm:min-h-110"
      >
        <DialogBody className="flex flex-col gap-2">
          <SearchInput value={text} onValueChange={setText} label={t("merge_search")} />
          {found ? (
            <ul className="flex flex-col">
              {found.map((one) => (
                <li key={one.id}>
                  <Link
                    to="/duplicates"
                    search={{ lead: lead.id, other: one.id, from: "lead" }}
                    className="flex min-h-11 items-center gap-3 rounded-md px-2 text-sm hover:bg-accent"
                  >
                    <span className="min-w-0 flex-1 truncate">{leadName(one)}</span>
                    <span className="tabular shrink-0 text-muted-foreground">
                      {formatPhone(one.phone)}
                    </span>
                    <EsitoPill esito={one.esito} className="max-sm:hidden" />
                  </Link>
                </li>
              ))}
              {found.length === 0 && (
                <li className="px-2 py-3 text-muted-foreground text-sm">{t("merge_none")}</li>
              )}
            </ul>
          ) : (
            <SkeletonRows rows={5} />
          )}
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
