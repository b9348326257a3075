import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type ByGroup, listOpenLeads, type User } from "@/shared/api/generated";
import { formatMoment } from "@/shared/lib/dates";
import { Avatar } from "@/shared/ui/avatar";
import { Combobox } from "@/shared/ui/combobox";
import { ErrorState } from "@/shared/ui/error-state";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { heirsQuery } from "./queries";

export type Group = keyof ByGroup["groups"];
/** Group to "keep", "goccia" or the id of who takes it. */
export type Destinations = Partial<Record<Group, string>>;

/** What the server is asked to do. */
export function toByGroup(chosen: Destinations): ByGroup {
  const entries = Object.entries(chosen).map(([group, heir]) => [
    group,
    heir === "keep" || heir === "goccia" ? heir : { agent_id: heir },
  ]);
  return { groups: Object.fromEntries(entries) };
}

/** The open leads of somebody who pauses or leaves, in groups: call-backs by date, appointments, by temperature. */
export function OpenLeadsGuide({
  user,
  value,
  onValueChange,
}: {
  user: User;
  value: Destinations;
  onValueChange: (value: Destinations) => void;
}) {
  const { t } = useTranslation("users");
  const groups = useQuery({
    queryKey: ["leads", "open-of", user.id],
    queryFn: ({ signal }) => listOpenLeads({ path: { user_id: user.id }, signal }),
    staleTime: 0,
  });
  const heirs = useQuery(heirsQuery(user.unit_ids)).data?.filter(({ id }) => id !== user.id) ?? [];
  const options = [
    { value: "keep", label: t("guide.keep") },
    { value: "goccia", label: t("guide.goccia") },
    ...heirs.map(({ id, name }) => ({
      value: id,
      label: name,
      icon: <Avatar name={name} size="sm" />,
    })),
  ];
  if (groups.isError)
    return <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />;
  if (!groups.data) return <SkeletonRows rows={4} />;
  if (groups.data.length === 0) return <p className="text-sm">{t("deactivate.none")}</p>;
  return (
    <ul className="divide-y rounded-md border">
      {groups.data.map(({ group, leads, first_at }) => (
        <li
          key={group}
          className="flex items-center justify-between gap-3 px-3 py-2 text-sm max-sm:flex-col max-sm:items-stretch"
        >
          <span className="min-w-0">
            <span className="block font-medium">
              {t(`guide.group.${group}`)} <span className="tabular">({leads})</span>
            </span>
            <span className="block text-muted-foreground text-xs">
              {first_at
                ? t("guide.first", { moment: formatMoment(first_at) })
                : t(`guide.about.${group}`)}
            </span>
          </span>
          <Combobox
            className="w-48 shrink-0 max-sm:w-full"
            title={t("guide.to", { group: t(`guide.group.${group}`) })}
            value={value[group] ?? "keep"}
            onValueChange={(heir) => onValueChange({ ...value, [group]: heir ?? "keep" })}
            options={options}
          />
        </li>
      ))}
    </ul>
  );
}
