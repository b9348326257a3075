import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AREAS } from "./areas";

type Texts = { [key: string]: string | Texts };

const files = import.meta.glob<{ default: Texts }>("./locales/*/*.json", { eager: true });
const texts = (language: string, area: string): Texts =>
  files[`./locales/${language}/${area}.json`]?.default ?? {};

function flatten(tree: Texts, prefix = ""): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

const withoutPlural = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, "");
const keys = (tree: Texts) => [...new Set([...flatten(tree).keys()].map(withoutPlural))].sort();
const places = (text: string) => [...text.matchAll(/{{\s*([\w.]+)/g)].map((m) => m[1]).sort();

describe("translations", () => {
  it("have one file per area in both languages, and no other", () => {
    const expected = AREAS.map((area) => `${area}.json`).sort();
    for (const language of ["it", "en"]) {
      expect(readdirSync(`src/shared/i18n/locales/${language}`).sort()).toEqual(expected);
    }
  });

  it.each(AREAS)("say in English everything that %s says in Italian, and no more", (area) => {
    expect(keys(texts("en", area))).toEqual(keys(texts("it", area)));
  });

  it.each(AREAS)("leave no text of %s empty", (area) => {
    for (const language of ["it", "en"]) {
      const empty = [...flatten(texts(language, area))].filter(([, text]) => !text.trim());
      expect(empty).toEqual([]);
    }
  });

  it.each(AREAS)("fill in the same values in both languages of %s", (area) => {
    const italian = flatten(texts("it", area));
    for (const [key, english] of flatten(texts("en", area))) {
      const other = italian.get(key);
      if (other !== undefined && !/_one$/.test(key))
        expect(places(english), key).toEqual(places(other));
    }
  });

  it.each(AREAS)("know every plural form that %s needs", (area) => {
    for (const [language, forms] of [
      ["it", ["one", "many", "other"]],
      ["en", ["one", "other"]],
    ] as const) {
      const flat = flatten(texts(language, area));
      for (const key of flat.keys()) {
        if (!/_(one|many|other)$/.test(key)) continue;
        for (const form of forms)
          expect([...flat.keys()]).toContain(`${withoutPlural(key)}_${form}`);
      }
    }
  });
});
