import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { ApiError, errorSentence } from "./problem";

/**
 * Puts a refused call into its form: known fields get their own sentence and the first one the focus,
 * everything else becomes `errors.root.server`, to be shown above the buttons with `<FormError>`.
 */
export function applyProblem<T extends FieldValues>(form: UseFormReturn<T>, error: unknown): void {
  const fields = error instanceof ApiError ? error.fields : {};
  const known = Object.entries(fields).filter(([name]) => name in form.getValues());
  for (const [index, [name, message]] of known.entries()) {
    form.setError(name as Path<T>, { type: "server", message }, { shouldFocus: index === 0 });
  }
  if (known.length === 0) {
    form.setError("root.server", { type: "server", message: errorSentence(error) });
  }
}
