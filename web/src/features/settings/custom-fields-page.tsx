import { useQuery } from "@tanstack/react-query";
import { Plus, TextCursorInput } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomField } from "@/shared/api/generated";
import { late } from "@/shared/lib/late";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { Page } from "@/shared/ui/page";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { FieldRows } from "./field-rows";
import { allFieldsQuery } from "./queries";

const FieldDialog = late(() => import("./field-dialog").then((m) => m.FieldDialog));

/** The custom fields of the current unit, or of all units one after the other. */
export function CustomFieldsPage() {
  const { t } = useTranslation("custom-fields");
  const me = useMe();
  const { unitId } = useCurrentUnit();
  const [editing, setEditing] = useState<CustomField | "new">();
  const list = useQuery(allFieldsQuery(unitId));
  const fields = list.data?.items ?? [];
  const units = me.units.filter(({ id }) => fields.some((field) => field.unit_id === id));
  const add = (
    <Button
      variant="primary"
      onClick={() => setEditing("new")}
      onPointerEnter={FieldDialog.preload}
      onFocus={FieldDialog.preload}
    >
      <Plus aria-hidden />
      {t("new")}
    </Button>
  );
  return (
    <Page title={t("title")} actions={add} width="wide" flush>
      {list.isPending && <SkeletonRows rows={6} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => list.refetch()} />}
      {list.data && fields.length === 0 && (
        <EmptyState
          icon={<TextCursorInput />}
          title={t("empty_title")}
          text={t("empty_text")}
          action={add}
        />
      )}
      {units.map((unit) => (
        <section key={unit.id} aria-label={unit.name} className="pb-6">
          {(units.length > 1 || !unitId) && (
            <h2 className="px-4 pt-5 pb-2 font-semibold text-sm sm:px-6">{unit.name}</h2>
          )}
          <FieldRows
            unitId={unitId}
            fields={fields.filter((field) => field.unit_id === unit.id)}
            onOpen={setEditing}
          />
        </section>
      ))}
      {editing && (
        <FieldDialog
          field={editing === "new" ? null : editing}
          groups={[...new Set(fields.flatMap((field) => field.group ?? []))]}
          onOpenChange={(open) => !open && setEditing(undefined)}
        />
      )}
    </Page>
  );
}
