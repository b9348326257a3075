import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Container } from "@/shared/api/generated";
import { formatAge } from "@/shared/lib/dates";
import { formatNumber } from "@/shared/lib/numbers";
import { Badge } from "@/shared/ui/badge";

/** How many leads wait, with the age of the oldest; opens them in the lead list. */
export function QueueLink({ container }: { container: Container }) {
  const { t } = useTranslation("containers");
  const waiting = container.queue_length ?? 0;
  if (waiting === 0) return <span className="tabular text-muted-foreground">0</span>;
  const age = container.oldest_queued_at ? formatAge(container.oldest_queued_at) : "";
  return (
    <Link
      to={"/leads" as string}
      search={{ container_id: container.id, queued: true } as never}
      className="rounded-full"
    >
      <Badge tone="amber" dot className="tabular">
        {formatNumber(waiting)}
        {age && ` · ${age}`}
        <span className="sr-only">
          {" "}
          {t("queue.open", { count: waiting, name: container.name })}
        </span>
      </Badge>
    </Link>
  );
}
