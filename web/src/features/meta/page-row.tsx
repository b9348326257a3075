import { useMutation, useQueryClient } from "@tanstack/react-query";
import { KeyRound, RefreshCw, Unplug } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { checkMetaPage, type PageOut, removeMetaPage } from "@/shared/api/generated";
import { formatDateTime, formatRelative } from "@/shared/lib/dates";
import { notify } from "@/shared/lib/notify";
import { formatNumber } from "@/shared/lib/numbers";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";
import { IconButton } from "@/shared/ui/icon-button";
import type { Tone } from "@/shared/ui/tone";
import { useSaid } from "./use-said";

const TONES: Record<PageOut["token_state"], Tone> = {
  ok: "green",
  unknown: "gray",
  dead: "red",
  no_permission: "amber",
};

export function PageRow({ page, onEdit }: { page: PageOut; onEdit: () => void }) {
  const { t } = useTranslation("meta");
  const said = useSaid();
  const client = useQueryClient();
  const [removing, setRemoving] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: ["meta"] });
  const check = useMutation({
    mutationFn: () => checkMetaPage({ path: { page_id: page.page_id } }),
    onSuccess: ({ ok, subscribed, problem }) => {
      if (!ok) return refresh(); // its row and the alert above say why, and stay
      if (!subscribed) notify.info(t("page.not_subscribed"), { description: said(problem) });
      else notify.success(t("page.check_good", page));
      return refresh();
    },
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="truncate font-medium text-base">{page.name}</span>
          <Badge tone={TONES[page.token_state]} dot>
            {t(`token.${page.token_state}`)}
          </Badge>
        </div>
        <p className="tabular mt-0.5 text-muted-foreground text-sm">
          {[
            page.page_id,
            t("page.forms", { count: page.forms, shown: formatNumber(page.forms) }),
            page.waiting > 0 &&
              t("page.waiting", { count: page.waiting, shown: formatNumber(page.waiting) }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {page.problem && <p className="mt-0.5 text-red text-sm">{said(page.problem)}</p>}
      </div>
      <span
        className="text-muted-foreground text-xs max-sm:hidden"
        data-tooltip={page.checked_at ? formatDateTime(page.checked_at) : undefined}
      >
        {page.checked_at
          ? t("page.checked", { when: formatRelative(page.checked_at) })
          : page.token_state === "unknown" && t("page.never_checked")}
      </span>
      <div className="flex items-center gap-1">
        <Button size="sm" loading={check.isPending} onClick={() => check.mutate()}>
          <RefreshCw aria-hidden />
          {t("page.check")}
        </Button>
        <IconButton label={t("page.edit", page)} onClick={onEdit}>
          <KeyRound aria-hidden />
        </IconButton>
        <IconButton label={t("page.remove", page)} onClick={() => setRemoving(true)}>
          <Unplug aria-hidden />
        </IconButton>
      </div>
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={t("page.remove_title", page)}
        text={t("page.remove_text")}
        confirmLabel={t("page.remove_confirm")}
        onConfirm={async () => {
          await removeMetaPage({ path: { page_id: page.page_id } });
          await refresh();
        }}
      />
    </li>
  );
}
