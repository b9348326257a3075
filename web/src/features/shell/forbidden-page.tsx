import { LockKeyhole } from "lucide-react";
import { useTranslation } from "react-i18next";
import { MessagePage } from "./message-page";

export function ForbiddenPage() {
  const { t } = useTranslation("errors");
  return (
    <MessagePage
      icon={<LockKeyhole />}
      title={t("page_forbidden.title")}
      text={t("page_forbidden.text")}
      action={t("page_forbidden.action")}
    />
  );
}
