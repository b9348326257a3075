import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";

const WIDTHS = { full: "", wide: "max-w-300", form: "max-w-180" };

/** The frame of every page: title (also the tab's), count, actions, and the content below. */
export function Page({
  title,
  count,
  back,
  actions,
  toolbar,
  width = "full",
  flush = false,
  fill = false,
  children,
}: {
  title: string;
  count?: ReactNode;
  /** A link back, drawn before the title. */
  back?: ReactNode;
  actions?: ReactNode;
  /** Search and filters under the title; stays with the header while the content scrolls. */
  toolbar?: ReactNode;
  width?: keyof typeof WIDTHS;
  /** Without padding around the content, for lists that reach the edges. */
  flush?: boolean;
  /** The content has the height that is left and scrolls within itself. */
  fill?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t("app_name")}`;
  }, [title, t]);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="shrink-0 border-b bg-background">
        <div className="flex h-13 items-center gap-3 px-4 max-sm:h-15 sm:px-6">
          {back}
          <h1 className="min-w-0 truncate font-semibold text-lg tracking-[-0.01em]">{title}</h1>
          {count !== undefined && (
            <span className="tabular text-muted-foreground text-sm">{count}</span>
          )}
          <div className="ml-auto flex shrink-0 items-center gap-2">{actions}</div>
        </div>
        {toolbar && (
          <div className="flex flex-wrap items-center gap-2 px-4 pb-2.5 sm:px-6">{toolbar}</div>
        )}
      </header>
      {fill ? (
        <div className="flex min-h-0 flex-1 flex-col">{children}</div>
      ) : (
        <div className="scroll-slim min-h-0 flex-1 overflow-y-auto" data-page-scroll>
          <div className={cn("w-full", WIDTHS[width], !flush && "px-4 py-5 sm:px-6")}>
            {children}
          </div>
        </div>
      )}
    </div>
  );
}
