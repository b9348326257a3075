import i18n from "i18next";

/** The locale of the current language, for every `Intl` object. */
export function locale(): string {
  return i18n.language === "en" ? "en-GB" : "it-IT";
}

/** "5.211": Italian does not group four digits unless told to. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(locale(), { useGrouping: "always", ...options } as never).format(
    value,
  );
}

/** Euros, from a number or the decimal text that the API sends. */
export function formatMoney(value: number | string): string {
  return formatNumber(Number(value), { style: "currency", currency: "EUR" });
}

/** A share between 0 and 1 as "12,5 %". */
export function formatPercent(value: number): string {
  return formatNumber(value, { style: "percent", maximumFractionDigits: 1 });
}

/** A count that the server stopped at a cap: "più di 1.000" in compact form, "1.000+". */
export function formatCount(total: number, capped = false): string {
  return capped ? `${formatNumber(total)}+` : formatNumber(total);
}
