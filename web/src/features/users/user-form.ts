import type { Calendar, User, UserInput, UserPatch } from "@/shared/api/generated";
import type { Role } from "@/shared/session/me";

export interface UserForm {
  first_name: string;
  last_name: string;
  email: string;
  role: Role;
  language: "it" | "en";
  unit_ids: string[];
  can_export: boolean;
  can_configure: boolean;
  hours: Calendar | null;
  password: string;
}

export function emptyForm(unitIds: string[]): UserForm {
  return {
    first_name: "",
    last_name: "",
    email: "",
    role: "agente",
    language: "it",
    unit_ids: unitIds,
    can_export: false,
    can_configure: false,
    hours: null,
    password: "",
  };
}

export function formOf(user: User): UserForm {
  const { first_name, last_name, email, role, language, unit_ids } = user;
  const { can_export, can_configure, hours } = user;
  return {
    first_name,
    last_name,
    email,
    role,
    language,
    unit_ids,
    can_export,
    can_configure,
    hours,
    password: "",
  };
}

export function inputOf({ password, ...form }: UserForm): UserInput {
  return {
    ...form,
    email: form.email.trim(),
    unit_ids: form.role === "admin" ? [] : form.unit_ids,
    can_configure: form.role === "referente" && form.can_configure,
    ...(password ? { password } : {}),
  };
}

/** Only what was changed: role and permissions are refused to a Referente even unchanged. */
export function patchOf(before: UserForm, after: UserForm): UserPatch {
  const { password: _, ...fields } = after;
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof UserForm]),
    ),
  );
}
