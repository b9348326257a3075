import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/shared/ui/button";
import { Callout } from "@/shared/ui/callout";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";
import { ErrorState } from "@/shared/ui/error-state";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { DevicePush } from "./device-push";
import { NoticeKinds } from "./notice-kinds";
import { QuietHours } from "./quiet-hours";
import { usePreferences } from "./use-preferences";

/** What one is told of, by which ways and when. Every choice counts at once. */
export function NoticesCard() {
  const { t } = useTranslation("profile");
  const { query, change } = usePreferences();
  const wanted = useLocation().hash === "notifications";
  const place = useRef<HTMLDivElement>(null);
  const ready = query.data !== undefined;
  useEffect(() => {
    if (wanted && ready) place.current?.scrollIntoView({ block: "start" });
  }, [wanted, ready]);
  const preferences = query.data;
  return (
    <div ref={place} id="notifications" className="scroll-mt-4">
      <Card>
        <CardHeader title={t("notices.title")} text={t("notices.text")} />
        <CardContent className="flex min-h-100 flex-col gap-4">
          {query.isPending && <SkeletonRows rows={6} />}
          {query.isError && <ErrorState error={query.error} onRetry={() => query.refetch()} />}
          {preferences?.email_bounced && (
            <Callout kind="warning">{t("notices.bounced", { email: preferences.email })}</Callout>
          )}
          {preferences?.mail_off && (
            <Callout
              action={
                <Button size="sm" onClick={() => change({ mail_off: false })}>
                  {t("notices.resume")}
                </Button>
              }
            >
              {t("notices.unsubscribed")}
            </Callout>
          )}
          {preferences && (
            <>
              <NoticeKinds
                kinds={preferences.kinds}
                withMail={!preferences.mail_off}
                onChange={(kind) => change({ kinds: [kind] })}
              />
              <QuietHours preferences={preferences} onChange={change} />
              <DevicePush />
            </>
          )}
        </CardContent>
      </Card>
    </div>
  );
}
