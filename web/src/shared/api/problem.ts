import i18n from "i18next";

type Language = "it" | "en";
type Words = Partial<Record<Language, string>>;

/** RFC 9457 problem details as the server writes them. */
export interface Problem {
  type?: string;
  title?: string;
  status: number;
  detail?: string;
  code?: string;
  messages?: Words;
  errors?: ({ field: string } & Words)[];
}

const language = (): Language => (i18n.language === "en" ? "en" : "it");

/** Every failed call throws this; status 0 means that the server was not reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem = { status },
  ) {
    super(problem.code ?? problem.title ?? `HTTP ${status}`);
    this.name = "ApiError";
  }

  get code(): string | undefined {
    return this.problem.code;
  }

  /** The sentence for people, in the current language. */
  get sentence(): string {
    const { messages, detail, title } = this.problem;
    const known = messages?.[language()] ?? messages?.it ?? detail ?? title;
    if (known) return known;
    if (this.status === 0) return i18n.t("errors:network");
    if (this.status === 403) return i18n.t("errors:forbidden");
    if (this.status === 404) return i18n.t("errors:not_found");
    if (this.status === 429) return i18n.t("errors:throttled");
    return i18n.t("errors:server");
  }

  /** What is wrong with each field, in the current language. */
  get fields(): Record<string, string> {
    const fields: Record<string, string> = {};
    for (const error of this.problem.errors ?? []) {
      fields[error.field] ??= error[language()] ?? error.it ?? this.sentence;
    }
    return fields;
  }
}

/** The sentence of any error, for a toast or an error state. */
export function errorSentence(error: unknown): string {
  return error instanceof ApiError ? error.sentence : i18n.t("errors:unexpected");
}

/** True where trying again cannot help (the record is not there or not ours). */
export function isPermanent(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500;
}
