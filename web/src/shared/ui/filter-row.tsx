import type { ReactNode } from "react";

/** Filters beside the search of a toolbar; on a phone a row of their own that scrolls sideways. */
export function FilterRow({ children }: { children: ReactNode }) {
  return (
    <div className="flex items-center gap-1.5 max-sm:-mx-4 max-sm:w-screen max-sm:overflow-x-auto max-sm:px-4 max-sm:[scrollbar-width:none] sm:contents">
      {children}
    </div>
  );
}
