import { CloudOff, Compass, LockKeyhole } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ApiError, errorSentence } from "@/shared/api/problem";
import { Button } from "./button";
import { EmptyState } from "./empty-state";

const ICONS = { missing: <Compass />, forbidden: <LockKeyhole />, title: <CloudOff /> };

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
  const status = error instanceof ApiError ? error.status : 0;
  const kind = status === 404 ? "missing" : status === 403 ? "forbidden" : "title";
  return (
    <div role="alert">
      <EmptyState
        icon={ICONS[kind]}
        title={t(`error_state.${kind}`)}
        text={errorSentence(error)}
        action={
          kind === "title" && onRetry && <Button onClick={onRetry}>{t("error_state.retry")}</Button>
        }
        {...(className ? { className } : {})}
      />
    </div>
  );
}
