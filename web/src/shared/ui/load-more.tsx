import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { formatCount, formatNumber } from "@/shared/lib/numbers";
import { Button } from "./button";

/** The foot of a keyset list: "50 di 1.000+", and the next page by button or when it scrolls into sight. */
export function LoadMore({
  shown,
  total,
  capped = false,
  hasMore,
  loading,
  onLoadMore,
  auto = true,
}: {
  shown: number;
  total?: number | undefined;
  capped?: boolean;
  hasMore: boolean;
  loading: boolean;
  onLoadMore: () => void;
  auto?: boolean;
}) {
  const { t } = useTranslation();
  const foot = useRef<HTMLDivElement>(null);
  const load = useRef(onLoadMore);
  load.current = onLoadMore;
  useEffect(() => {
    const element = foot.current;
    if (!auto || !hasMore || loading || !element) return;
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && load.current(),
      { rootMargin: "400px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [auto, hasMore, loading]);
  return (
    <div ref={foot} className="flex h-12 items-center justify-between gap-3 px-3 text-xs">
      <span className="tabular text-muted-foreground">
        {total === undefined
          ? formatNumber(shown)
          : t("list.shown", { shown: formatNumber(shown), total: formatCount(total, capped) })}
      </span>
      {hasMore && (
        <Button size="sm" loading={loading} onClick={onLoadMore}>
          {loading ? t("list.loading_more") : t("actions.load_more")}
        </Button>
      )}
    </div>
  );
}
