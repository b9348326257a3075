import { ApiError, errorSentence } from "@/shared/api/problem";

/** What is wrong with a file: in words, where in it, and the code that names the way to mend it. */
export interface Refusal {
  code: string | undefined;
  sentence: string;
  where: string | null;
}

export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof ApiError)) {
    return { code: undefined, sentence: errorSentence(error), where: null };
  }
  const { where } = error.problem as { where?: unknown };
  return {
    code: error.code,
    sentence: Object.values(error.fields).join(" ") || error.sentence,
    where: typeof where === "string" ? where : null,
  };
}
