/** The parts of the page of sources; apart from the page, so that its address can be read without it. */
export const TABS = ["ways", "files"] as const;
export type SourcesTab = (typeof TABS)[number];
