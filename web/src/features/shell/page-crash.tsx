import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { Unplug } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/shared/api/problem";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { NotFoundPage } from "./not-found-page";

/** A page that could not be drawn: the reason, and two ways on. A missing record is a page not found. */
export function PageCrash({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation("errors");
  const router = useRouter();
  if (error instanceof ApiError && error.status === 404) return <NotFoundPage />;
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <div role="alert" className="flex min-h-[70dvh] flex-1 flex-col items-center justify-center">
      <EmptyState
        heading="h1"
        icon={<Unplug />}
        title={t("page_error.title")}
        text={error instanceof ApiError ? error.sentence : t("page_error.text")}
        action={
          <>
            <Button variant="primary" onClick={retry}>
              {t("page_error.retry")}
            </Button>
            <Button asChild>
              <a href="/">{t("page_error.home")}</a>
            </Button>
          </>
        }
      />
      {!(error instanceof ApiError) && (
        <details className="max-w-120 px-6 text-muted-foreground text-xs">
          <summary className="cursor-pointer text-center">{t("page_error.details")}</summary>
          <pre className="mt-2 whitespace-pre-wrap rounded-md bg-muted p-3">
            {error instanceof Error ? error.message : String(error)}
          </pre>
        </details>
      )}
    </div>
  );
}
