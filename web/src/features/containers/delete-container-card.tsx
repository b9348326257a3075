import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Container, deleteContainer } from "@/shared/api/generated";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";

export function DeleteContainerCard({ container }: { container: Container }) {
  const { t } = useTranslation("containers");
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    meta: { ownErrors: true },
    mutationFn: () => deleteContainer({ path: { container_id: container.id } }),
    onSuccess: async () => {
      notify.success(t("delete.done"));
      await navigate({ to: "/containers" });
      client.removeQueries({ queryKey: ["containers", "detail", container.id] });
      await client.invalidateQueries({ queryKey: ["containers"] });
    },
  });
  return (
    <Card>
      <CardHeader title={t("delete.title")} text={t("delete.text")} />
      <CardContent>
        <Button variant="destructive" onClick={() => setAsking(true)}>
          {t("delete.button")}
        </Button>
      </CardContent>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("delete.confirm_title", { name: container.name })}
        text={t("delete.confirm_text")}
        confirmLabel={t("delete.button")}
        onConfirm={() => remove.mutateAsync()}
      />
    </Card>
  );
}
