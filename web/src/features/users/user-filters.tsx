import { useTranslation } from "react-i18next";
import { ROLES } from "@/shared/session/can";
import { type Role, useMe } from "@/shared/session/me";
import { Combobox } from "@/shared/ui/combobox";
import { FilterRow } from "@/shared/ui/filter-row";
import { SearchInput } from "@/shared/ui/search-input";
import { Select } from "@/shared/ui/select";
import type { UserSearch } from "./user-list-page";

const ANY = "any";

export function UserFilters({
  text,
  onTextChange,
  search,
  onSearchChange,
}: {
  text: string;
  onTextChange: (text: string) => void;
  search: UserSearch;
  onSearchChange: (search: UserSearch) => void;
}) {
  const { t } = useTranslation("users");
  const { t: common } = useTranslation();
  const me = useMe();
  return (
    <>
      <SearchInput
        label={t("search")}
        value={text}
        onValueChange={onTextChange}
        className="w-60 max-sm:w-full"
      />
      <FilterRow>
        <Select
          aria-label={t("filter.role")}
          className="w-36 shrink-0"
          value={search.role ?? ANY}
          onValueChange={(role) =>
            onSearchChange({ ...search, role: role === ANY ? undefined : (role as Role) })
          }
          options={[
            { value: ANY, label: t("filter.any_role") },
            ...ROLES.map((role) => ({ value: role, label: common(`role.${role}`) })),
          ]}
        />
        <Select
          aria-label={t("filter.state")}
          className="w-36 shrink-0"
          value={search.state ?? ANY}
          onValueChange={(state) =>
            onSearchChange({
              ...search,
              state: state === "active" || state === "inactive" ? state : undefined,
            })
          }
          options={[
            { value: ANY, label: t("filter.any_state") },
            { value: "active", label: t("filter.active") },
            { value: "inactive", label: t("filter.inactive") },
          ]}
        />
        {me.units.length > 1 && (
          <Combobox
            title={t("filter.unit")}
            placeholder={t("filter.any_unit")}
            className="w-44 shrink-0"
            clearable
            value={search.unit ?? null}
            onValueChange={(unit) => onSearchChange({ ...search, unit: unit ?? undefined })}
            options={me.units.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </FilterRow>
    </>
  );
}
