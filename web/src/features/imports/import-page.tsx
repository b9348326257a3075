import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "@/shared/lib/numbers";
import { ErrorState } from "@/shared/ui/error-state";
import { IconButton } from "@/shared/ui/icon-button";
import { Page } from "@/shared/ui/page";
import { Skeleton } from "@/shared/ui/skeleton";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/shared/ui/tabs";
import { AtWork } from "./at-work";
import { ColumnList } from "./column-list";
import { CountTiles } from "./count-tiles";
import { FileProblem } from "./file-problem";
import { ImportActions } from "./import-actions";
import type { ImportSearch } from "./import-search";
import { Outcome } from "./outcome";
import { importQuery, isAtWork } from "./queries";
import { RowList } from "./row-list";
import { SheetChooser } from "./sheet-chooser";
import { StateBadge } from "./state-badge";
import { Summary } from "./summary";

/** One import: what was read, how its columns are understood, and what will become or became of it. */
export function ImportPage({
  id,
  search,
  onSearchChange,
}: {
  id: string;
  search: ImportSearch;
  onSearchChange: (search: ImportSearch) => void;
}) {
  const { t, i18n } = useTranslation("imports");
  const { t: common } = useTranslation();
  const query = useQuery(importQuery(id));
  const one = query.data;
  const read = one && one.columns.length > 0;
  return (
    <Page
      title={one?.filename ?? t("one")}
      width="wide"
      back={
        <IconButton asChild label={common("actions.back")} className="-ml-2">
          <Link to="/imports">
            <ChevronLeft aria-hidden />
          </Link>
        </IconButton>
      }
      actions={
        one && (
          <>
            <StateBadge of={one} />
            <ImportActions one={one} className="max-sm:hidden" />
          </>
        )
      }
    >
      {query.isPending && (
        <div className="flex flex-col gap-4">
          <Skeleton className="h-20 w-full rounded-lg" />
          <SkeletonRows rows={8} />
        </div>
      )}
      {query.isError && <ErrorState error={query.error} onRetry={() => query.refetch()} />}
      {one && (
        <div className="flex flex-col gap-4">
          <Summary one={one} />
          {one.problem && (
            <FileProblem
              code={one.problem.code}
              sentence={i18n.language === "en" ? one.problem.en : one.problem.it}
              where={one.problem.where}
            />
          )}
          {isAtWork(one.state) && <AtWork one={one} />}
          {read && <Outcome one={one} />}
          {read && (
            <CountTiles
              counts={one.counts}
              verdict={search.verdict ?? null}
              onVerdictChange={(verdict) =>
                onSearchChange({ ...search, tab: undefined, verdict: verdict ?? undefined })
              }
            />
          )}
          {read && (
            <Tabs
              value={search.tab ?? "rows"}
              onValueChange={(tab) =>
                onSearchChange({ ...search, tab: tab === "columns" ? "columns" : undefined })
              }
            >
              <div className="flex flex-wrap items-end justify-between gap-3">
                <TabsList aria-label={t("tab.label")} className="flex-1">
                  <TabsTrigger value="rows">{t("tab.rows")}</TabsTrigger>
                  <TabsTrigger value="columns">
                    {t("tab.columns")}
                    <span className="tabular text-muted-foreground text-xs">
                      {formatNumber(one.columns.length)}
                    </span>
                  </TabsTrigger>
                </TabsList>
                <SheetChooser one={one} />
              </div>
              <TabsContent value="rows">
                <RowList one={one} verdict={search.verdict ?? null} />
              </TabsContent>
              <TabsContent value="columns">
                <ColumnList one={one} />
              </TabsContent>
            </Tabs>
          )}
          <div data-action-bar className="contents">
            <ImportActions
              one={one}
              className="sticky bottom-0 -mx-4 -mb-5 border-t bg-background px-4 py-3 *:flex-1 sm:hidden"
            />
          </div>
        </div>
      )}
    </Page>
  );
}
