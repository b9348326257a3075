import { useTranslation } from "react-i18next";
import type { ImportOut } from "@/shared/api/generated";
import { formatNumber } from "@/shared/lib/numbers";
import { Card, CardContent } from "@/shared/ui/card";
import { Progress } from "@/shared/ui/progress";

/** How far the reading, writing or taking back is. One may leave the page meanwhile. */
export function AtWork({ one }: { one: ImportOut }) {
  const { t } = useTranslation("imports");
  const { progress } = one;
  const state = one.state as "reading" | "committing" | "undoing";
  const known = progress !== null && progress.total > 0;
  return (
    <Card>
      <CardContent className="flex flex-col gap-2">
        <div className="flex items-baseline justify-between gap-3">
          <p className="font-medium text-sm">{t(`work.${state}`)}</p>
          {known && (
            <p className="tabular text-muted-foreground text-sm">
              {t(state === "reading" ? "work.about" : "work.of", {
                done: formatNumber(progress.done),
                total: formatNumber(Math.max(progress.total, progress.done)),
              })}
            </p>
          )}
        </div>
        <Progress
          label={t(`work.${state}`)}
          value={known ? progress.done / Math.max(progress.total, progress.done) : undefined}
        />
        <p className="text-muted-foreground text-xs">{t("work.leave")}</p>
      </CardContent>
    </Card>
  );
}
