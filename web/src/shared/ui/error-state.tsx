import { CloudOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { errorSentence } from "@/shared/api/problem";
import { Button } from "./button";
import { EmptyState } from "./empty-state";

/** A part of a page whose data could not be had. */
export function ErrorState({
  error,
  onRetry,
  className,
}: {
  error: unknown;
  onRetry?: () => void;
  className?: string;
}) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <EmptyState
        icon={<CloudOff />}
        title={t("error_state.title")}
        text={errorSentence(error)}
        action={onRetry && <Button onClick={onRetry}>{t("error_state.retry")}</Button>}
        {...(className ? { className } : {})}
      />
    </div>
  );
}
