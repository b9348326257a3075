import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Container } from "@/shared/api/generated";
import { formatAge, formatDateTime } from "@/shared/lib/dates";
import { formatNumber } from "@/shared/lib/numbers";
import { Callout } from "@/shared/ui/callout";

/** Unit and policy, and how the container does now. */
export function ContainerHead({ container }: { container: Container }) {
  const { t } = useTranslation("containers");
  const waiting = container.queue_length ?? 0;
  const oldest = container.oldest_queued_at;
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border sm:grid-cols-4">
        <Figure
          label={t("head.policy")}
          value={t(`policy.${container.policy}`)}
          note={container.unit.name}
        />
        <Figure
          label={t("head.today")}
          value={formatNumber(container.counts?.today ?? 0)}
          note={t("head.today_note")}
        />
        <Figure
          label={t("head.unworked")}
          value={formatNumber(container.counts?.unworked ?? 0)}
          note={t("head.unworked_note")}
        />
        <Figure
          label={t("head.queue")}
          value={
            waiting > 0 ? (
              <Link
                to={"/leads" as string}
                search={{ container_id: container.id, queued: true } as never}
                className="text-amber underline-offset-4 hover:underline"
                aria-label={t("queue.open", { count: waiting, name: container.name })}
              >
                {formatNumber(waiting)}
              </Link>
            ) : (
              "0"
            )
          }
          note={
            oldest ? (
              <span data-tooltip={formatDateTime(oldest)}>
                {t("queue.oldest", { age: formatAge(oldest) })}
              </span>
            ) : (
              t("queue.empty")
            )
          }
        />
      </dl>
      {!container.active && <Callout kind="warning">{t("stopped_text")}</Callout>}
    </div>
  );
}

function Figure({ label, value, note }: { label: string; value: ReactNode; note: ReactNode }) {
  return (
    <div className="bg-card px-4 py-3">
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd className="tabular mt-0.5 truncate font-semibold text-lg leading-7">{value}</dd>
      <dd className="truncate text-muted-foreground text-xs">{note}</dd>
    </div>
  );
}
