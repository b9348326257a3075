import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { ApiError, errorSentence } from "./problem";

/**
 * Puts a refused call into its form: known fields get their own sentence and the first one the focus; what is
 * wrong inside a field ("calendar.weekly.0") is said at the field. All else becomes `errors.root.server`, to
 * be shown above the buttons with `<FormError>`.
 */
export function applyProblem<T extends FieldValues>(form: UseFormReturn<T>, error: unknown): void {
  const fields = error instanceof ApiError ? Object.entries(error.fields) : [];
  const values = form.getValues();
  const known = new Map<string, string>();
  const unknown: string[] = [];
  for (const [path, message] of fields) {
    const name = path.split(".")[0] ?? path;
    if (!(name in values)) unknown.push(message);
    else if (!known.has(name)) known.set(name, message);
  }
  for (const [index, [name, message]] of [...known].entries()) {
    form.setError(name as Path<T>, { type: "server", message }, { shouldFocus: index === 0 });
  }
  if (known.size === 0 || unknown.length > 0) {
    const sentence = unknown.length > 0 ? unknown.join(" ") : errorSentence(error);
    form.setError("root.server", { type: "server", message: sentence });
  }
}
