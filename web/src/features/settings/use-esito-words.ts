import { useTranslation } from "react-i18next";
import type { Esito } from "@/shared/api/generated";
import { toSpan } from "./duration";

export const FLAGS = [
  "initial",
  "contacted",
  "positive",
  "won",
  "final",
  "do_not_contact",
  "counts_as_attempt",
  "bad_lead",
] as const;

/** What an Esito means and does, in a few words each. */
export function useEsitoWords(esito: Esito): string[] {
  const { t } = useTranslation("esiti");
  const words = FLAGS.filter((flag) => esito[flag]).map((flag) => t(`flag_short.${flag}`));
  if (esito.asks.length > 0)
    words.push(t("asks_words", { what: esito.asks.map((ask) => t(`ask.${ask}`)).join(", ") }));
  if (esito.retry_after) {
    const { amount, span } = toSpan(esito.retry_after);
    words.push(t("retry_words", { span: t(`span_words.${span}`, { count: amount }) }));
  }
  if (esito.max_attempts) words.push(t("max_words", { count: esito.max_attempts }));
  if (esito.effect !== "none") words.push(t(`effect_short.${esito.effect}`));
  return words;
}
