import { useTranslation } from "react-i18next";
import { ApiError } from "@/shared/api/problem";
import { Button } from "@/shared/ui/button";
import { Callout } from "@/shared/ui/callout";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { Progress } from "@/shared/ui/progress";
import { Separator } from "@/shared/ui/separator";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { KitSection } from "./kit-section";

export function KitFeedback() {
  const { t } = useTranslation("kit");
  return (
    <>
      <KitSection title={t("sections.feedback")}>
        <Callout kind="warning">{t("sample.callout")}</Callout>
        <Callout kind="error">{t("sample.error_text")}</Callout>
        <Callout kind="success">{t("sample.toast_text")}</Callout>
        <Callout>{t("sample.dialog_text")}</Callout>
        <Progress label={t("sample.progress")} value={0.62} />
        <Progress label={t("sample.progress")} />
        <Separator />
        <SkeletonRows rows={3} />
      </KitSection>
      <KitSection title={t("sections.feedback")}>
        <EmptyState
          className="py-4"
          title={t("sample.empty_title")}
          text={t("sample.empty_text")}
          action={<Button variant="primary">{t("sample.empty_action")}</Button>}
        />
        <Separator />
        <ErrorState className="py-4" error={new ApiError(0)} onRetry={() => {}} />
      </KitSection>
    </>
  );
}
