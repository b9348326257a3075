import type { CustomField } from "@/shared/api/generated";

export const TYPES = [
  "text",
  "number",
  "date",
  "boolean",
  "choice",
  "multiple_choice",
  "phone",
  "email",
  "url",
] as const;

export type FieldType = CustomField["type"];

export interface FieldForm {
  unit_id: string;
  label: string;
  type: FieldType;
  choices: string[];
  required: boolean;
  group: string;
}

export const hasChoices = (type: FieldType) => type === "choice" || type === "multiple_choice";

export function formOf(field: CustomField | null, unitId: string): FieldForm {
  return {
    unit_id: field?.unit_id ?? unitId,
    label: field?.label ?? "",
    type: field?.type ?? "text",
    choices: field?.choices.length ? field.choices : ["", ""],
    required: field?.required ?? false,
    group: field?.group ?? "",
  };
}

export function patchOf({ unit_id: _, ...form }: FieldForm) {
  const choices = form.choices.map((choice) => choice.trim()).filter(Boolean);
  return {
    ...form,
    choices: hasChoices(form.type) ? choices : [],
    group: form.group.trim() || null,
  };
}

/** The first choice that is written twice, in any case. */
export function doubleChoice(choices: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return choices.find((choice) => {
    const folded = choice.trim().toLocaleLowerCase();
    if (!folded) return false;
    if (seen.has(folded)) return true;
    seen.add(folded);
    return false;
  });
}
