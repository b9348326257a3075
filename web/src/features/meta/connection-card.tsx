import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { MetaStatus } from "@/shared/api/generated";
import { Badge } from "@/shared/ui/badge";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";
import { CopyButton } from "@/shared/ui/copy-button";
import { Input } from "@/shared/ui/input";

/** Whether Meta is the real one, and what to enter there. */
export function ConnectionCard({ status }: { status: MetaStatus }) {
  const { t } = useTranslation("meta");
  const kind = status.simulator ? "simulator" : "real";
  return (
    <Card>
      <CardHeader
        title={t("connection.title")}
        text={t(`connection.${kind}_text`)}
        action={
          <Badge tone={status.simulator ? "violet" : "green"} dot>
            {t(`connection.${kind}`)}
          </Badge>
        }
      />
      <CardContent className="grid gap-4 md:grid-cols-2">
        <ToCopy label={t("connection.webhook")} text={status.webhook_url} />
        {status.verify_token ? (
          <ToCopy label={t("connection.verify_token")} text={status.verify_token} />
        ) : (
          <p className="self-end text-muted-foreground text-sm">{t("connection.token_admin")}</p>
        )}
      </CardContent>
    </Card>
  );
}

function ToCopy({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation("meta");
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <div className="flex gap-2">
        <Input
          id={id}
          readOnly
          value={text}
          className="min-w-0 font-mono text-xs"
          onFocus={(event) => event.target.select()}
        />
        <CopyButton text={text} iconOnly label={t("connection.copy", { what: label })} />
      </div>
    </div>
  );
}
