import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type CustomField, changeCustomField } from "@/shared/api/generated";
import { Badge } from "@/shared/ui/badge";
import { MoveButtons } from "./move-buttons";
import { type Placed, placesAfterMove } from "./order";
import { allFieldsQuery } from "./queries";

/** The fields of one unit in their order. */
export function FieldRows({
  unitId,
  fields,
  onOpen,
}: {
  unitId: string | null;
  fields: readonly CustomField[];
  onOpen: (field: CustomField) => void;
}) {
  const { t } = useTranslation("custom-fields");
  const { t: common } = useTranslation();
  const client = useQueryClient();
  const save = useMutation({
    mutationKey: ["fields-order"],
    scope: { id: "fields-order" },
    mutationFn: async (changes: Placed[]) => {
      for (const { id, position } of changes)
        await changeCustomField({ path: { field_id: id }, body: { position } });
    },
    onMutate: (changes) => {
      const places = new Map(changes.map(({ id, position }) => [id, position]));
      client.setQueryData(allFieldsQuery(unitId).queryKey, (page) =>
        page
          ? {
              ...page,
              items: page.items
                .map((field) => ({ ...field, position: places.get(field.id) ?? field.position }))
                .sort((a, b) => a.position - b.position),
            }
          : page,
      );
    },
    onSettled: () => {
      // While another move waits, the list shown is newer than the server's.
      if (client.isMutating({ mutationKey: ["fields-order"] }) === 1)
        return client.invalidateQueries({ queryKey: ["custom-fields"] });
    },
  });
  return (
    <ol className="divide-y border-y">
      {fields.map((field, index) => (
        <li
          key={field.id}
          className="relative flex items-center gap-3 px-4 py-2.5 transition-colors hover:bg-muted/60 sm:px-6"
        >
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <button
                type="button"
                onClick={() => onOpen(field)}
                className="truncate text-left font-medium text-sm outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:-outline-offset-2"
              >
                {field.label}
              </button>
              {field.required && <Badge tone="blue">{common("state.required")}</Badge>}
              {!field.active && <Badge>{t("inactive")}</Badge>}
            </div>
            <p className="truncate text-muted-foreground text-xs">
              {[
                t(`type.${field.type}`),
                field.choices.length > 0 && field.choices.join(", "),
                field.group && t("in_group", { group: field.group }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </div>
          <code className="shrink-0 font-mono text-muted-foreground text-xs max-sm:hidden">
            {field.key}
          </code>
          <span className="relative z-[1]">
            <MoveButtons
              name={field.label}
              first={index === 0}
              last={index === fields.length - 1}
              onMove={(step) => {
                const changes = placesAfterMove(fields, index, index + step);
                if (changes.length > 0) save.mutate(changes);
              }}
            />
          </span>
        </li>
      ))}
    </ol>
  );
}
