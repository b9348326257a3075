/** The parts of a container's page; apart from the page, so that its address can be read without it. */
export const TABS = ["team", "intake", "register", "rehearsal", "kept", "settings"] as const;
export type ContainerTab = (typeof TABS)[number];
