import { useTranslation } from "react-i18next";
import type { UserBrief } from "@/shared/api/generated";
import { useIsPhone } from "@/shared/lib/use-media-query";
import { Avatar } from "@/shared/ui/avatar";
import { Table, TableCell, TableHead, TableRow, TableScroll } from "@/shared/ui/table";
import { UserState } from "./user-state";

const COVERING =
  "outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:-outline-offset-2";

/** The people: a table, cards on a phone. The whole row opens the person. */
export function UserRows({
  users,
  onOpen,
}: {
  users: readonly UserBrief[];
  onOpen: (user: UserBrief) => void;
}) {
  const { t } = useTranslation("users");
  const { t: common } = useTranslation();
  const units = (user: UserBrief) =>
    user.role === "admin" ? t("all_units") : user.units.map((unit) => unit.name).join(", ");
  if (useIsPhone())
    return (
      <ul className="divide-y" aria-label={t("title")}>
        {users.map((user) => (
          <li key={user.id} className="relative flex items-center gap-3 px-4 py-3">
            <Avatar name={user.name} size="lg" />
            <div className="min-w-0 flex-1">
              <button
                type="button"
                onClick={() => onOpen(user)}
                className={`block max-w-full truncate font-medium text-base ${COVERING}`}
              >
                {user.name}
              </button>
              <p className="truncate text-muted-foreground text-sm">
                {[common(`role.${user.role}`), units(user)].filter(Boolean).join(" · ")}
              </p>
            </div>
            <UserState user={user} short />
          </li>
        ))}
      </ul>
    );
  return (
    <TableScroll label={t("title")}>
      <Table aria-label={t("title")}>
        <thead>
          <tr>
            <TableHead className="pl-6">{t("column.name")}</TableHead>
            <TableHead>{t("column.email")}</TableHead>
            <TableHead>{t("column.role")}</TableHead>
            <TableHead>{t("column.units")}</TableHead>
            <TableHead className="pr-6">{t("column.state")}</TableHead>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <TableRow key={user.id} className="relative">
              <TableCell className="h-11 pl-6">
                <span className="flex items-center gap-2.5">
                  <Avatar name={user.name} />
                  <button
                    type="button"
                    onClick={() => onOpen(user)}
                    className={`truncate font-medium ${COVERING}`}
                  >
                    {user.name}
                  </button>
                </span>
              </TableCell>
              <TableCell className="text-muted-foreground">{user.email}</TableCell>
              <TableCell>{common(`role.${user.role}`)}</TableCell>
              <TableCell className="max-w-64 truncate text-muted-foreground">
                {units(user) || "—"}
              </TableCell>
              <TableCell className="pr-6">
                <UserState user={user} />
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  );
}
