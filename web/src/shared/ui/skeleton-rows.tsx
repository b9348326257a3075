import { useTranslation } from "react-i18next";
import { Skeleton } from "./skeleton";

const WIDTHS = ["w-36", "w-28", "w-44", "w-32", "w-40"];

/** A list before its first answer. */
export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t("state.loading")} className="divide-y divide-border/70">
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shapes have no identity
        <div key={index} className="flex h-11 items-center gap-4 px-3">
          <Skeleton className="size-6 shrink-0 rounded-full" />
          <Skeleton className={WIDTHS[index % WIDTHS.length] ?? "w-36"} />
          <Skeleton className="h-5 w-20 rounded-full" />
          <Skeleton className="ml-auto w-16 max-sm:hidden" />
        </div>
      ))}
    </div>
  );
}
