import { useInfiniteQuery } from "@tanstack/react-query";
import { FileText, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FormOut } from "@/shared/api/generated";
import { late } from "@/shared/lib/late";
import { Button } from "@/shared/ui/button";
import { Card } from "@/shared/ui/card";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { LoadMore } from "@/shared/ui/load-more";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { FormRow } from "./form-row";
import { formsQuery } from "./queries";

const FormDialog = late(() => import("./form-dialog").then((m) => m.FormDialog));

/** The connected forms and where their leads go. */
export function FormList({ editable }: { editable: boolean }) {
  const { t } = useTranslation("meta");
  const query = useInfiniteQuery(formsQuery);
  const [opened, setOpened] = useState<FormOut | "new">();
  const forms = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <SkeletonRows rows={3} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
  const add = editable && (
    <Button
      variant={forms.length === 0 ? "primary" : "secondary"}
      onPointerEnter={FormDialog.preload}
      onFocus={FormDialog.preload}
      onClick={() => setOpened("new")}
    >
      <Plus aria-hidden />
      {t("form.connect")}
    </Button>
  );
  return (
    <>
      {forms.length === 0 ? (
        <EmptyState
          icon={<FileText />}
          title={t("form.empty_title")}
          text={t("form.empty_text")}
          action={add}
        />
      ) : (
        <>
          <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
            <p className="text-muted-foreground text-sm">{t("form.text")}</p>
            {add}
          </div>
          <Card>
            <ul className="divide-y">
              {forms.map((form) => (
                <FormRow
                  key={form.form_id}
                  form={form}
                  editable={editable}
                  onEdit={() => setOpened(form)}
                />
              ))}
            </ul>
            {query.hasNextPage && (
              <LoadMore
                shown={forms.length}
                hasMore
                loading={query.isFetchingNextPage}
                onLoadMore={() => query.fetchNextPage()}
              />
            )}
          </Card>
        </>
      )}
      {opened && (
        <FormDialog
          {...(opened === "new" ? {} : { form: opened })}
          onOpenChange={(open) => !open && setOpened(undefined)}
        />
      )}
    </>
  );
}
