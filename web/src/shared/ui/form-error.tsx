import type { FieldValues, UseFormReturn } from "react-hook-form";
import { Callout } from "./callout";

/** What a form's call was refused for, when it belongs to no single field (see `applyProblem`). */
export function FormError<T extends FieldValues>({ form }: { form: UseFormReturn<T> }) {
  const message = form.formState.errors.root?.server?.message;
  return message ? <Callout kind="error">{message}</Callout> : null;
}
