import { useEffect } from "react";
import { persisted, usePersisted } from "./persisted";
import { useMediaQuery } from "./use-media-query";

export type ThemeChoice = "light" | "dark" | "system";

export const themeChoice = persisted<ThemeChoice>("theme", "system");

/** Keeps the `dark` class of the document in step with the choice; call once, near the root. */
export function useApplyTheme(): void {
  const [choice] = usePersisted(themeChoice);
  const systemDark = useMediaQuery("(prefers-color-scheme: dark)");
  useEffect(() => {
    const dark = choice === "dark" || (choice === "system" && systemDark);
    document.documentElement.classList.toggle("dark", dark);
  }, [choice, systemDark]);
}
