import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { formatDate } from "@/shared/lib/dates";
import { useMe } from "@/shared/session/me";
import { Callout } from "@/shared/ui/callout";
import { ErrorState } from "@/shared/ui/error-state";
import { Sheet, SheetBody, SheetContent } from "@/shared/ui/sheet";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { EditUserForm } from "./edit-user-form";
import { userQuery } from "./queries";
import { UserActs } from "./user-acts";
import { UserState } from "./user-state";

/** One person: state and acts on top, the form below. What the role may not change is shown, not editable. */
export function UserSheet({
  id,
  onOpenChange,
}: {
  id: string;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation("users");
  const { t: common } = useTranslation();
  const me = useMe();
  const query = useQuery(userQuery(id));
  const user = query.data;
  const mayChange = user !== undefined && (me.role === "admin" || user.role === "agente");
  return (
    <Sheet open onOpenChange={onOpenChange}>
      <SheetContent title={user?.name ?? t("one")} text={user?.email}>
        {!user && (
          <SheetBody>
            {query.isError ? (
              <ErrorState error={query.error} onRetry={() => query.refetch()} />
            ) : (
              <SkeletonRows rows={6} />
            )}
          </SheetBody>
        )}
        {user && (
          <EditUserForm
            key={user.id}
            user={user}
            disabled={!mayChange}
            onClose={() => onOpenChange(false)}
            head={
              <div className="flex flex-col gap-3">
                <div className="flex flex-wrap items-center gap-2 text-muted-foreground text-sm">
                  <UserState user={user} />
                  <span>{common(`role.${user.role}`)}</span>
                  <span className="tabular">· {t("open_leads", { count: user.open_leads })}</span>
                </div>
                {user.email_bounced_at && (
                  <Callout kind="warning">
                    {t("bounce.title", { since: formatDate(user.email_bounced_at) })}
                    <span className="mt-0.5 block break-words text-xs">{user.email_bounce}</span>
                  </Callout>
                )}
                {mayChange && <UserActs user={user} onGone={() => onOpenChange(false)} />}
              </div>
            }
          />
        )}
      </SheetContent>
    </Sheet>
  );
}
