import type { ImportColumn, ImportRow } from "@/shared/api/generated";
import { fullName } from "@/shared/lib/names";
import { formatPhone } from "@/shared/lib/phone";

const text = (value: unknown): string =>
  value === null || value === undefined ? "" : String(value);

/** What a record says of the person, as lists show it; where nothing usable was read, as it is in the file. */
export function contactOf({ fields, cells }: ImportRow, columns: readonly ImportColumn[]) {
  const raw = (target: string) => cells[columns.findIndex((one) => one.target === target)] ?? "";
  const read = fullName({
    first_name: text(fields.first_name),
    last_name: text(fields.last_name),
  });
  const written =
    raw("full_name") || fullName({ first_name: raw("first_name"), last_name: raw("last_name") });
  return {
    name: read || written,
    phone: fields.phone ? formatPhone(text(fields.phone)) : raw("phone"),
    email: text(fields.email) || raw("email"),
    province: text(fields.province) || raw("province"),
  };
}
