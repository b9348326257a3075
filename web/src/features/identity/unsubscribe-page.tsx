import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { unsubscribe } from "@/shared/api/generated";
import { ApiError } from "@/shared/api/problem";
import { Button } from "@/shared/ui/button";
import { AuthFrame } from "./auth-frame";

/** Where the link at the foot of a notice's mail leads. It asks first: scanners of mail open links, too. */
export function UnsubscribePage() {
  const { t } = useTranslation("auth");
  const [token] = useState(() => location.hash.slice(1));
  const stop = useMutation({
    meta: { ownErrors: true },
    mutationFn: () => unsubscribe({ query: { token } }),
  });
  const refused =
    stop.error instanceof ApiError && stop.error.status < 500 && stop.error.status > 0;
  const state = stop.isSuccess ? "done" : !token || refused ? "wrong" : "ask";
  const title = t(state === "ask" ? "unsubscribe.title" : (`unsubscribe.${state}_title` as const));
  useEffect(() => {
    document.title = `${title} · Goccia`;
  }, [title]);
  return (
    <AuthFrame>
      <div role="status">
        <h1 className="font-semibold text-2xl tracking-[-0.02em]">{title}</h1>
        <p className="mt-1 mb-7 text-base text-muted-foreground">
          {t(state === "ask" ? "unsubscribe.text" : (`unsubscribe.${state}_text` as const))}
        </p>
      </div>
      {stop.error && !refused && stop.error instanceof ApiError && (
        <p role="alert" className="mb-4 text-red text-sm">
          {stop.error.sentence}
        </p>
      )}
      {state === "ask" ? (
        <Button variant="primary" size="lg" loading={stop.isPending} onClick={() => stop.mutate()}>
          {t("unsubscribe.submit")}
        </Button>
      ) : (
        <Button asChild size="lg">
          <Link to="/profile" hash="notifications">
            {t("unsubscribe.profile")}
          </Link>
        </Button>
      )}
    </AuthFrame>
  );
}
