import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Pencil, Unplug } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type FormOut, removeMetaForm } from "@/shared/api/generated";
import { formatDateTime, formatRelative } from "@/shared/lib/dates";
import { formatNumber } from "@/shared/lib/numbers";
import { Badge } from "@/shared/ui/badge";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";
import { IconButton } from "@/shared/ui/icon-button";
import { useSaid } from "./use-said";

export function FormRow({
  form,
  editable,
  onEdit,
}: {
  form: FormOut;
  editable: boolean;
  onEdit: () => void;
}) {
  const { t } = useTranslation("meta");
  const said = useSaid();
  const client = useQueryClient();
  const [removing, setRemoving] = useState(false);
  const name = form.name ?? t("form.unnamed", { id: form.form_id });
  const rules = Object.keys(form.mapping).length;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="truncate font-medium text-base">{name}</span>
          {form.waiting > 0 && (
            <Badge tone="amber" dot>
              {t("form.waiting", { count: form.waiting, shown: formatNumber(form.waiting) })}
            </Badge>
          )}
        </div>
        <p className="mt-0.5 text-muted-foreground text-sm">
          {[
            form.page.name ?? form.page.id,
            rules > 0 && t("form.rules", { count: rules, shown: formatNumber(rules) }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {form.problem && <p className="mt-0.5 text-red text-sm">{said(form.problem)}</p>}
      </div>
      <div className="min-w-0 basis-48 text-sm">
        {form.container ? (
          <>
            <Link
              to="/containers/$containerId"
              params={{ containerId: form.container.id }}
              className="block truncate font-medium hover:text-primary-text"
            >
              {form.container.name}
            </Link>
            <span className="block truncate text-muted-foreground text-xs">{form.unit?.name}</span>
          </>
        ) : (
          <span className="text-amber">{t("form.no_container")}</span>
        )}
      </div>
      <span
        className="basis-36 text-muted-foreground text-xs max-sm:hidden"
        data-tooltip={form.reconciled_at ? formatDateTime(form.reconciled_at) : undefined}
      >
        {form.reconciled_at
          ? t("form.compared", { when: formatRelative(form.reconciled_at) })
          : t("form.never_compared")}
      </span>
      {editable && (
        <div className="flex items-center gap-1">
          <IconButton label={t("form.edit", { name })} onClick={onEdit}>
            <Pencil aria-hidden />
          </IconButton>
          <IconButton label={t("form.remove", { name })} onClick={() => setRemoving(true)}>
            <Unplug aria-hidden />
          </IconButton>
        </div>
      )}
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={t("form.remove_title", { name })}
        text={t("form.remove_text")}
        confirmLabel={t("form.remove_confirm")}
        onConfirm={async () => {
          await removeMetaForm({ path: { form_id: form.form_id } });
          await client.invalidateQueries({ queryKey: ["meta"] });
        }}
      />
    </li>
  );
}
