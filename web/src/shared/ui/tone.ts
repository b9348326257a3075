/** The nine status hues. An Esito's colour is one of these names. */
export const TONES = [
  "gray",
  "blue",
  "cyan",
  "green",
  "amber",
  "orange",
  "red",
  "pink",
  "violet",
] as const;

export type Tone = (typeof TONES)[number];

export const TONE_PILL: Record<Tone, string> = {
  gray: "bg-gray-soft text-gray",
  blue: "bg-blue-soft text-blue",
  cyan: "bg-cyan-soft text-cyan",
  green: "bg-green-soft text-green",
  amber: "bg-amber-soft text-amber",
  orange: "bg-orange-soft text-orange",
  red: "bg-red-soft text-red",
  pink: "bg-pink-soft text-pink",
  violet: "bg-violet-soft text-violet",
};

export const TONE_DOT: Record<Tone, string> = {
  gray: "bg-gray-dot",
  blue: "bg-blue-dot",
  cyan: "bg-cyan-dot",
  green: "bg-green-dot",
  amber: "bg-amber-dot",
  orange: "bg-orange-dot",
  red: "bg-red-dot",
  pink: "bg-pink-dot",
  violet: "bg-violet-dot",
};

/** The hue of a colour name from the server; an unknown name is gray. */
export function toTone(colour: string | null | undefined): Tone {
  return TONES.find((tone) => tone === colour) ?? "gray";
}

/** Always the same hue for the same text (avatars). */
export function toneOf(text: string): Tone {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return TONES[sum % TONES.length] ?? "gray";
}
