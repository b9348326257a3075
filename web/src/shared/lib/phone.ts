const TWO_DIGIT_AREAS = new Set(["02", "06"]);
const THREE_DIGIT_AREAS = new Set(
  (
    "010 011 015 019 030 031 035 039 040 041 045 049 050 051 055 059 070 071 075 079 080 081 085 " +
    "089 090 091 095 099"
  ).split(" "),
);

function areaLength(national: string): number {
  if (TWO_DIGIT_AREAS.has(national.slice(0, 2))) return 2;
  return THREE_DIGIT_AREAS.has(national.slice(0, 3)) ? 3 : 4;
}

/**
 * E.164 for the eye: "+393471234567" → "347 123 4567", "+390212345678" → "02 1234 5678".
 * Other countries keep their prefix. Only groups digits: validity is the server's business.
 */
export function formatPhone(e164: string | null | undefined): string {
  if (!e164) return "";
  const italian = /^\+39(\d{5,11})$/.exec(e164)?.[1];
  if (!italian) return /^\+\d+$/.test(e164) ? foreign(e164) : e164;
  if (italian.startsWith("3")) {
    return [italian.slice(0, 3), italian.slice(3, 6), italian.slice(6)].filter(Boolean).join(" ");
  }
  if (!italian.startsWith("0")) return italian;
  const area = areaLength(italian);
  const rest = italian.slice(area);
  const half = Math.ceil(rest.length / 2);
  const groups = rest.length > 5 ? [rest.slice(0, half), rest.slice(half)] : [rest];
  return [italian.slice(0, area), ...groups].join(" ");
}

function foreign(e164: string): string {
  const prefix = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/.exec(e164);
  const code = prefix?.[0] ?? e164.slice(0, 3);
  const rest = e164.slice(code.length).match(/\d{1,3}/g) ?? [];
  const last = rest.at(-1);
  if (rest.length > 1 && last && last.length === 1) rest.splice(-2, 2, `${rest.at(-2)}${last}`);
  return [code, ...rest].join(" ");
}
