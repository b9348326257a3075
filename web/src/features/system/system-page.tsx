import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { getInstallation, type Installation } from "@/shared/api/generated";
import { formatNumber, formatPercent } from "@/shared/lib/numbers";
import { Badge } from "@/shared/ui/badge";
import { Callout } from "@/shared/ui/callout";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";
import { ErrorState } from "@/shared/ui/error-state";
import { Page } from "@/shared/ui/page";
import { Progress } from "@/shared/ui/progress";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";

const GIGABYTE = 2 ** 30;
const MINUTE = 60_000;

/** "1,5 GB"; under a gigabyte in MB. */
function formatBytes(bytes: number): string {
  return bytes >= GIGABYTE
    ? `${formatNumber(bytes / GIGABYTE, { maximumFractionDigits: 1 })} GB`
    : `${formatNumber(bytes / 2 ** 20, { maximumFractionDigits: 0 })} MB`;
}

/** What this server is made of and how it fares. */
export function SystemPage() {
  const { t } = useTranslation("system");
  const { data, error, refetch } = useQuery({
    queryKey: ["installation", "detail"],
    queryFn: ({ signal }) => getInstallation({ signal }),
    refetchInterval: MINUTE,
  });
  return (
    <Page title={t("title")} width="form">
      {data ? (
        <div className="flex flex-col gap-4">
          <DiskCard disk={data.disk} database={data.database_bytes} />
          <PartsCard parts={data} />
        </div>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows rows={6} />
      )}
    </Page>
  );
}

function DiskCard({ disk, database }: { disk: Installation["disk"]; database: number }) {
  const { t } = useTranslation("system");
  const used = 1 - disk.free / disk.total;
  return (
    <Card>
      <CardHeader
        title={t("disk.title")}
        action={
          <Badge tone={{ ok: "green", low: "amber", full: "red" }[disk.state] as "green"} dot>
            {t(`disk.state.${disk.state}`)}
          </Badge>
        }
      />
      <CardContent className="flex flex-col gap-3">
        <Progress value={used} label={t("disk.used", { share: formatPercent(used) })} />
        <p className="tabular text-sm">
          {t("disk.free", { free: formatBytes(disk.free), total: formatBytes(disk.total) })}
          <span className="text-muted-foreground">
            {" · "}
            {t("disk.database", { size: formatBytes(database) })}
          </span>
        </p>
        {disk.state !== "ok" && (
          <Callout kind={disk.state === "full" ? "error" : "warning"}>
            {t(`disk.about.${disk.state}`)}
          </Callout>
        )}
      </CardContent>
    </Card>
  );
}

function PartsCard({ parts }: { parts: Installation }) {
  const { t } = useTranslation("system");
  return (
    <Card>
      <CardHeader title={t("parts")} />
      <CardContent>
        <dl className="grid gap-x-6 gap-y-2.5 text-sm sm:grid-cols-[12rem_minmax(0,1fr)]">
          <Part name={t("version")}>Goccia {parts.version}</Part>
          <Part name={t("address")}>{parts.address}</Part>
          <Part name={t("worker")}>{t(`worker_state.${parts.worker}`)}</Part>
          <Part name={t("database")}>PostgreSQL {parts.database_version}</Part>
          <Part name={t("mail")}>{t(`mail_kind.${parts.mail}`)}</Part>
          <Part name={t("meta")}>{t(`meta_kind.${parts.meta}`)}</Part>
        </dl>
      </CardContent>
    </Card>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 select-text break-words max-sm:mb-1.5">{children}</dd>
    </>
  );
}
