import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { decideImportRow, type ImportOut, type ImportRow } from "@/shared/api/generated";
import { Button } from "@/shared/ui/button";

type Action = "join" | "new";

/** Same e-mail, another phone: the same person, or another? Until it is written one may think again. */
export function DecideButtons({ one, row }: { one: ImportOut; row: ImportRow }) {
  const { t } = useTranslation("imports");
  const client = useQueryClient();
  const decide = useMutation({
    mutationFn: (action: Action) =>
      decideImportRow({ path: { import_id: one.id, number: row.number }, body: { action } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["imports"] }),
  });
  const open = one.state === "preview" || one.state === "committed";
  if (!open || row.done || (row.verdict !== "review" && row.decided === null)) return null;
  return (
    <span className="relative z-[1] flex gap-1.5 max-sm:mt-1 max-sm:*:flex-1">
      {(["join", "new"] as const).map((action) => (
        <Button
          key={action}
          size="sm"
          variant={row.decided === action ? "soft" : "secondary"}
          aria-pressed={row.decided === action}
          loading={decide.isPending && decide.variables === action}
          disabled={decide.isPending || row.decided === action}
          onClick={() => decide.mutate(action)}
        >
          {t(`decide.${action}`)}
        </Button>
      ))}
    </span>
  );
}
