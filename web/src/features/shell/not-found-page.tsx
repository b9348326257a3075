import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { MessagePage } from "./message-page";

export function NotFoundPage({ as = "div" }: { as?: "div" | "main" }) {
  const { t } = useTranslation("errors");
  return (
    <MessagePage
      as={as}
      icon={<Compass />}
      title={t("page_not_found.title")}
      text={t("page_not_found.text")}
      action={t("page_not_found.action")}
    />
  );
}
