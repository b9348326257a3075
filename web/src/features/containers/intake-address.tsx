import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { rotateToken } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";
import { CopyButton } from "@/shared/ui/copy-button";
import { Input } from "@/shared/ui/input";
import { containerQuery } from "./queries";

/** The secret address, with its copy button and the way to replace it. */
export function IntakeAddress({ id, url }: { id: string; url: string }) {
  const { t } = useTranslation("containers");
  const field = useId();
  const [rotating, setRotating] = useState(false);
  const client = useQueryClient();
  const rotate = useMutation({
    meta: { ownErrors: true },
    mutationFn: () => rotateToken({ path: { container_id: id } }),
    onSuccess: (saved) => {
      client.setQueryData(containerQuery(id).queryKey, saved);
      notify.success(t("intake.rotated"));
    },
  });
  return (
    <Card>
      <CardHeader title={t("intake.title")} text={t("intake.text")} />
      <CardContent className="flex flex-col gap-3">
        <label htmlFor={field} className="sr-only">
          {t("intake.address")}
        </label>
        <div className="flex gap-2">
          <Input
            id={field}
            readOnly
            value={url}
            className="min-w-0 font-mono text-xs"
            onFocus={(event) => event.target.select()}
          />
          <CopyButton text={url} variant="primary" />
        </div>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-muted-foreground text-xs">{t("intake.secret")}</p>
          <Button size="sm" variant="ghost" onClick={() => setRotating(true)}>
            <RefreshCw aria-hidden />
            {t("intake.rotate")}
          </Button>
        </div>
      </CardContent>
      <ConfirmDialog
        open={rotating}
        onOpenChange={setRotating}
        title={t("intake.rotate_title")}
        text={t("intake.rotate_text")}
        confirmLabel={t("intake.rotate")}
        onConfirm={() => rotate.mutateAsync()}
      />
    </Card>
  );
}
