import { useMutation } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useTranslation } from "react-i18next";
import { sendTestLead } from "@/shared/api/generated";
import { ApiError, errorSentence } from "@/shared/api/problem";
import { notify } from "@/shared/lib/notify";
import { Button } from "@/shared/ui/button";

/** "Invia un lead di prova": an invented person goes through the whole way in. */
export function TestLeadButton({ id, long = false }: { id: string; long?: boolean }) {
  const { t } = useTranslation("containers");
  const send = useMutation({
    meta: { ownErrors: true },
    mutationFn: () => sendTestLead({ path: { container_id: id } }),
    onSuccess: () => notify.success(t("test_lead.sent"), { description: t("test_lead.sent_text") }),
    onError: (error) => {
      if (error instanceof ApiError && error.status === 409)
        notify.info(t("test_lead.real_meta"), { description: errorSentence(error) });
      else notify.error(errorSentence(error));
    },
  });
  return (
    <Button loading={send.isPending} onClick={() => send.mutate()} aria-label={t("test_lead.send")}>
      <Send aria-hidden />
      <span className={long ? "" : "max-sm:hidden"}>{t("test_lead.send")}</span>
    </Button>
  );
}
