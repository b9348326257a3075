import { useTranslation } from "react-i18next";

/** A sentence that the server has in both languages, in the page's. */
export function useSaid(): (words: { it: string; en: string } | null) => string | null {
  const { i18n } = useTranslation();
  return (words) => words && (i18n.language === "en" ? words.en : words.it);
}
