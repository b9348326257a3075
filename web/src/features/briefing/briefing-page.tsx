import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Briefing } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { formatDayLong } from "@/shared/lib/dates";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { ErrorState } from "@/shared/ui/error-state";
import { Page } from "@/shared/ui/page";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { BriefingCards } from "./briefing-cards";

const MINUTE = 60_000;

/** The morning of whoever leads: what needs them, on one screen of a phone. */
export function BriefingPage() {
  const { t } = useTranslation("briefing");
  const { unitId } = useCurrentUnit();
  const me = useMe();
  const { data, error, refetch } = useQuery({
    queryKey: ["briefing", "detail", unitId],
    queryFn: ({ signal }) => http.get<Briefing>("/api/briefing", { unit_id: unitId }, signal),
    staleTime: 0, // who comes back from a lead has just changed it
    refetchInterval: MINUTE,
  });
  return (
    <Page title={t("title")} width="wide" count={data && formatDayLong(data.at)}>
      {data ? (
        <>
          <BriefingCards data={data} />
          {me.role === "referente" && (
            <p className="mt-3 px-1 text-muted-foreground text-xs">
              {t("by_mail")}{" "}
              <Link
                to="/profile"
                hash="notifications"
                className="text-primary-text underline underline-offset-4"
              >
                {t("by_mail_choose")}
              </Link>
            </p>
          )}
        </>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows />
      )}
    </Page>
  );
}
