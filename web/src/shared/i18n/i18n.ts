import i18n, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";
import { persisted } from "@/shared/lib/persisted";
import { type Area, FIRST_AREAS } from "./areas";

export type Language = "it" | "en";

const files = import.meta.glob<{ default: Record<string, unknown> }>("./locales/*/*.json");
const chosenLanguage = persisted<Language>("language", "it");

const backend: BackendModule = {
  type: "backend",
  init: () => {},
  read: (language, area, callback) => {
    const file = files[`./locales/${language}/${area}.json`];
    if (!file) {
      callback(new Error(`no texts ${language}/${area}`), false);
      return;
    }
    file().then(
      (texts) => callback(null, texts.default),
      (error: Error) => callback(error, true),
    );
  },
};

function markDocument(language: string): void {
  document.documentElement.lang = language;
}

/** Starts the translations in the language last chosen in this browser; Italian at first. */
export async function startI18n(): Promise<void> {
  i18n.on("languageChanged", markDocument);
  await i18n
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: chosenLanguage.get(),
      fallbackLng: false,
      supportedLngs: ["it", "en"],
      ns: [...FIRST_AREAS],
      defaultNS: "common",
      interpolation: { escapeValue: false },
      showSupportNotice: false,
    } as Parameters<typeof i18n.init>[0]);
}

/** For a route's `loader`: its texts load beside its code, so the page never suspends for them. */
export async function loadAreas(...areas: Area[]): Promise<void> {
  await i18n.loadNamespaces(areas);
}

export async function setLanguage(language: Language): Promise<void> {
  chosenLanguage.set(language);
  await i18n.changeLanguage(language);
}
