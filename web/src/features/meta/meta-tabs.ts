/** The parts of the page of Meta; apart from the page, so that its address can be read without it. */
export const TABS = ["pages", "forms", "unsorted", "troubles"] as const;
export type MetaTab = (typeof TABS)[number];
