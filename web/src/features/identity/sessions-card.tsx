import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLogOut } from "@/shared/session/use-log-out";
import { Button } from "@/shared/ui/button";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";

export function SessionsCard() {
  const { t } = useTranslation("profile");
  const [asking, setAsking] = useState(false);
  const logOut = useLogOut();
  return (
    <Card>
      <CardHeader title={t("sessions.title")} text={t("sessions.text")} />
      <CardContent>
        <Button onClick={() => setAsking(true)}>{t("sessions.submit")}</Button>
      </CardContent>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("sessions.confirm_title")}
        text={t("sessions.confirm_text")}
        confirmLabel={t("sessions.submit")}
        onConfirm={() => logOut.mutateAsync(true)}
      />
    </Card>
  );
}
