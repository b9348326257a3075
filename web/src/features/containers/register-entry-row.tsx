import { useTranslation } from "react-i18next";
import type { RegisterEntry } from "@/shared/api/generated";
import { formatDateTime, formatMoment } from "@/shared/lib/dates";
import { Avatar } from "@/shared/ui/avatar";
import { Badge } from "@/shared/ui/badge";
import { isReason } from "./reasons";

const SAID = ["offered", "nobody_claimed", "recycled", "origin_paused"] as const;

/** One decision: when, to whom, how, and how many others were passed over and why. */
export function RegisterEntryRow({ entry }: { entry: RegisterEntry }) {
  const { t } = useTranslation("containers");
  const name = entry.agent?.name;
  const { result, reason } = entry;
  const said = SAID.find((word) => word === reason) ?? result;
  const passed = Object.entries(entry.reasons)
    .filter(([reason]) => isReason(reason))
    .map(([reason, count]) =>
      isReason(reason) ? t("register.passed", { count, reason: t(`reason.${reason}`) }) : "",
    )
    .join(" · ");
  return (
    <li className="flex items-start gap-3 px-4 py-2 text-sm">
      <time
        dateTime={entry.at}
        data-tooltip={formatDateTime(entry.at)}
        className="tabular mt-0.5 w-24 shrink-0 text-muted-foreground text-xs leading-5"
      >
        {formatMoment(entry.at)}
      </time>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {name && <Avatar name={name} size="sm" />}
          {name && <span className="font-medium">{name}</span>}
          {said !== "assigned" && (
            <Badge tone={said === "queued" || said === "origin_paused" ? "amber" : "gray"}>
              {t(`result.${said}`)}
            </Badge>
          )}
        </div>
        {passed && <p className="mt-0.5 text-muted-foreground text-xs">{passed}</p>}
      </div>
    </li>
  );
}
