import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/shared/session/me";
import { useLogOut } from "@/shared/session/use-log-out";
import { Button } from "@/shared/ui/button";
import { AuthFrame } from "./auth-frame";
import { PasswordForm } from "./password-form";

/** Where someone with a password made by the system must choose their own. */
export function ForcedPasswordPage() {
  const { t } = useTranslation("auth");
  const router = useRouter();
  const client = useQueryClient();
  const logOut = useLogOut();
  useEffect(() => {
    document.title = `${t("password.title")} · Goccia`;
  }, [t]);
  const onChanged = async () => {
    await client.fetchQuery({ ...meQuery, staleTime: 0 });
    await router.navigate({ to: "/", replace: true });
  };
  return (
    <AuthFrame>
      <h1 className="font-semibold text-2xl tracking-[-0.02em]">{t("password.title")}</h1>
      <p className="mt-1 mb-7 text-base text-muted-foreground">{t("password.text")}</p>
      <PasswordForm temporary wide submitLabel={t("password.submit")} onChanged={onChanged} />
      <Button
        variant="link"
        className="mt-5 self-start"
        loading={logOut.isPending}
        onClick={() => logOut.mutate(false)}
      >
        {t("password.logout")}
      </Button>
    </AuthFrame>
  );
}
