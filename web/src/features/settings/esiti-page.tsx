import { useQuery } from "@tanstack/react-query";
import { ListChecks, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Esito } from "@/shared/api/generated";
import { late } from "@/shared/lib/late";
import { formatNumber } from "@/shared/lib/numbers";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { Page } from "@/shared/ui/page";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { EsitoRow } from "./esito-row";
import { allEsitiQuery } from "./queries";
import { useEsitoOrder } from "./use-esito-order";

const EsitoSheet = late(() => import("./esito-sheet").then((m) => m.EsitoSheet));

/** The esiti in their order. An Admin changes all, others those of their own units. */
export function EsitiPage() {
  const { t } = useTranslation("esiti");
  const me = useMe();
  const { unitId } = useCurrentUnit();
  const [editing, setEditing] = useState<Esito | "new">();
  const list = useQuery(allEsitiQuery(unitId));
  const esiti = list.data?.items ?? [];
  const mayChange = (esito: Esito) => me.role === "admin" || esito.unit_id !== null;
  const active = esiti.filter((esito) => esito.active);
  const retired = esiti.filter((esito) => !esito.active);
  const movable = active.filter(mayChange);
  const move = useEsitoOrder(unitId, movable);
  const add = (
    <Button
      variant="primary"
      onClick={() => setEditing("new")}
      onPointerEnter={EsitoSheet.preload}
      onFocus={EsitoSheet.preload}
    >
      <Plus aria-hidden />
      {t("new")}
    </Button>
  );
  return (
    <Page
      title={t("title")}
      count={list.data ? formatNumber(active.length) : undefined}
      actions={add}
      width="wide"
      flush
    >
      {list.isPending && <SkeletonRows rows={10} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => list.refetch()} />}
      {list.data && esiti.length === 0 && (
        <EmptyState
          icon={<ListChecks />}
          title={t("empty_title")}
          text={t("empty_text")}
          action={add}
        />
      )}
      {active.length > 0 && (
        <ol className="divide-y border-b" aria-label={t("title")}>
          {active.map((esito) => (
            <EsitoRow
              key={esito.id}
              esito={esito}
              editable={mayChange(esito)}
              first={movable[0] === esito}
              last={movable.at(-1) === esito}
              onMove={(step) => move(esito, step)}
              onOpen={() => setEditing(esito)}
            />
          ))}
        </ol>
      )}
      {retired.length > 0 && (
        <section aria-labelledby="retired" className="mt-6">
          <h2 id="retired" className="px-4 pb-2 font-medium text-muted-foreground text-sm sm:px-6">
            {t("retired")}
          </h2>
          <ul className="divide-y border-y">
            {retired.map((esito) => (
              <EsitoRow
                key={esito.id}
                esito={esito}
                editable={mayChange(esito)}
                replacedBy={esiti.find(({ id }) => id === esito.replaced_by)?.name}
                onOpen={() => setEditing(esito)}
              />
            ))}
          </ul>
        </section>
      )}
      {editing && (
        <EsitoSheet
          esito={editing === "new" ? null : editing}
          onOpenChange={(open) => !open && setEditing(undefined)}
        />
      )}
    </Page>
  );
}
