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
  const what = aboutOf(token);
  const title = t(
    state === "ask"
      ? (`unsubscribe.${what}.title` as const)
      : (`unsubscribe.${state}_title` as const),
  );
  useEffect(() => {
    document.title = `${title} · Goccia`;
  }, [title]);
  return (
    <AuthFrame>
      <div role="status">
        <h1 className="font-semibold text-2xl tracking-[-0.02em]">{title}</h1>
        <p className="mt-1 mb-7 text-base text-muted-foreground">
          {t(
            state === "wrong"
              ? "unsubscribe.wrong_text"
              : (`unsubscribe.${what}.${state === "ask" ? "text" : "done"}` as const),
          )}
        </p>
      </div>
      {stop.error && !refused && stop.error instanceof ApiError && (
        <p role="alert" className="mb-4 text-red text-sm">
          {stop.error.sentence}
        </p>
      )}
      {state === "ask" ? (
        <Button variant="primary" size="lg" loading={stop.isPending} onClick={() => stop.mutate()}>
          {t(`unsubscribe.${what}.submit` as const)}
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

/** What the link ends: the token says it, and the server alone judges whether it is true. */
function aboutOf(token: string): "notices" | "briefing" | "report" {
  try {
    const part = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const about = String(JSON.parse(atob(part)).about ?? "").split(":")[0];
    return about === "briefing" || about === "report" ? about : "notices";
  } catch {
    return "notices";
  }
}
