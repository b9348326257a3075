import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MetaStatus, PageOut } from "@/shared/api/generated";
import { late } from "@/shared/lib/late";
import { formatNumber } from "@/shared/lib/numbers";
import { useMe } from "@/shared/session/me";
import { Button } from "@/shared/ui/button";
import { Callout } from "@/shared/ui/callout";
import { pagesQuery } from "./queries";
import { useSaid } from "./use-said";

const PageDialog = late(() => import("./page-dialog").then((m) => m.PageDialog));

/** What stops leads from arriving: a missing setting, a page whose token is dead or may not read leads. */
export function Alarms({ status }: { status: MetaStatus }) {
  const { t } = useTranslation("meta");
  const said = useSaid();
  const admin = useMe().role === "admin";
  const [mending, setMending] = useState<PageOut>();
  const pages = useInfiniteQuery({ ...pagesQuery, enabled: admin && status.alarms > 0 });
  const alarmed = (pages.data?.pages.flatMap((page) => page.items) ?? []).filter(
    ({ token_state }) => token_state === "dead" || token_state === "no_permission",
  );
  return (
    <>
      {status.problem && <Callout kind="error">{said(status.problem)}</Callout>}
      {!admin && status.alarms > 0 && <Callout kind="error">{t("alarm.tell_admin")}</Callout>}
      {status.alarms > 0 &&
        alarmed.map((page) => (
          <Callout
            key={page.page_id}
            kind="error"
            action={
              <Button
                size="sm"
                onPointerEnter={PageDialog.preload}
                onFocus={PageDialog.preload}
                onClick={() => setMending(page)}
              >
                {t("alarm.mend")}
              </Button>
            }
          >
            <strong className="font-semibold">
              {t(`alarm.${page.token_state as "dead"}`, page)}
            </strong>{" "}
            {said(page.problem)}{" "}
            {page.waiting > 0 &&
              t("alarm.waiting", { count: page.waiting, shown: formatNumber(page.waiting) })}
          </Callout>
        ))}
      {mending && (
        <PageDialog page={mending} onOpenChange={(open) => !open && setMending(undefined)} />
      )}
    </>
  );
}
