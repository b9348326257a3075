import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";
import { ErrorState } from "@/shared/ui/error-state";
import { Skeleton } from "@/shared/ui/skeleton";
import { DaysSwitch } from "./days-switch";
import { TeamQuota } from "./member-quota";
import { type RegisterDays, registerQuery } from "./queries";

/** "Quota e attesa": who received how much of the period, and how much was to be expected. */
export function QuotaCard({ id }: { id: string }) {
  const { t } = useTranslation("containers");
  const [days, setDays] = useState<RegisterDays>(30);
  const query = useInfiniteQuery(registerQuery(id, days));
  const register = query.data?.pages[0];
  return (
    <Card>
      <CardHeader title={t("register.quota")} text={t("register.quota_text")} />
      <CardContent>
        <DaysSwitch days={days} onDaysChange={setDays} />
        <div className="mt-2">
          {query.isPending && <Skeleton className="mt-3 h-28 w-full" />}
          {query.isError && <ErrorState error={query.error} onRetry={() => query.refetch()} />}
          {register &&
            (register.members.length > 0 ? (
              <TeamQuota members={register.members} />
            ) : (
              <p className="py-4 text-muted-foreground text-sm">{t("register.no_members")}</p>
            ))}
        </div>
      </CardContent>
    </Card>
  );
}
