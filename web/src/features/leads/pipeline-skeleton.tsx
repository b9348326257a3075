import { useTranslation } from "react-i18next";
import { Skeleton } from "@/shared/ui/skeleton";

const COLUMNS = [3, 4, 2, 3, 2];

/** The board before it is there. */
export function PipelineSkeleton() {
  const { t } = useTranslation();
  return (
    <div
      role="status"
      aria-busy
      aria-label={t("state.loading")}
      className="flex min-h-0 flex-1 gap-2.5 overflow-hidden px-4 py-3 sm:px-6"
    >
      {COLUMNS.map((cards, column) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: shapes have no identity
          key={column}
          className="flex w-68 shrink-0 flex-col gap-2 rounded-xl bg-muted/60 p-2 max-sm:w-full max-sm:bg-transparent max-sm:p-0"
        >
          <Skeleton className="mx-1 my-1.5 w-28" />
          {Array.from({ length: cards }, (_, card) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: shapes have no identity
            <Skeleton key={card} className="h-20 rounded-lg" />
          ))}
        </div>
      ))}
    </div>
  );
}
