import type { ImportRow } from "@/shared/api/generated";

export const VERDICTS = ["new", "duplicate", "review", "rejected"] as const;
export type Verdict = ImportRow["verdict"];

export const TABS = ["rows", "columns"] as const;
export type ImportTab = (typeof TABS)[number];

/** What of an import is shown; apart from the page, so that its address can be read without it. */
export interface ImportSearch {
  tab?: ImportTab | undefined;
  verdict?: Verdict | undefined;
}
