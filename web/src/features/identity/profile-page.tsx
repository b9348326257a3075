import { useTranslation } from "react-i18next";
import { notify } from "@/shared/lib/notify";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";
import { Page } from "@/shared/ui/page";
import { LookCard } from "./look-card";
import { NoticesCard } from "./notices-card";
import { PasswordForm } from "./password-form";
import { PersonalCard } from "./personal-card";
import { SessionsCard } from "./sessions-card";

export function ProfilePage() {
  const { t } = useTranslation("profile");
  return (
    <Page title={t("title")} width="form">
      <div className="flex flex-col gap-4">
        <PersonalCard />
        <NoticesCard />
        <LookCard />
        <Card>
          <CardHeader title={t("password.title")} text={t("password.text")} />
          <CardContent className="max-w-100">
            <PasswordForm
              submitLabel={t("password.submit")}
              onChanged={() => notify.success(t("password.saved"))}
            />
          </CardContent>
        </Card>
        <SessionsCard />
      </div>
    </Page>
  );
}
