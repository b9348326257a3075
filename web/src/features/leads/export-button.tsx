import { useMutation } from "@tanstack/react-query";
import { Columns3, Download, Table2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { notify } from "@/shared/lib/notify";
import { formatPercent } from "@/shared/lib/numbers";
import { useMe } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { ResponsivePopover } from "@/shared/ui/responsive-popover";
import { exportedColumns } from "./columns";
import { downloadWorkbook } from "./download";
import type { LeadSearch } from "./lead-search";
import type { Selection } from "./use-selection";

/** Excel, with the columns of the view or with all: of the filter, or of a selection. */
export function ExportButton({
  search,
  selection = null,
  disabled = false,
}: {
  search: LeadSearch;
  selection?: Selection | null;
  disabled?: boolean;
}) {
  const { t } = useTranslation("leads");
  const { role } = useMe();
  const { unitId } = useCurrentUnit();
  const [open, setOpen] = useState(false);
  const [part, setPart] = useState(0);
  const save = useMutation({
    mutationFn: (all: boolean) =>
      downloadWorkbook(
        { search, unitId, role, selection, columns: all ? "all" : exportedColumns(role, search) },
        setPart,
      ),
    onMutate: () => {
      setOpen(false);
      setPart(0);
    },
    onSuccess: () => notify.success(t("export.done")),
  });
  const words = save.isPending
    ? part > 0
      ? t("export.coming", { part: formatPercent(part) })
      : t("export.preparing")
    : t("export.title");
  return (
    <ResponsivePopover
      open={open}
      onOpenChange={setOpen}
      title={t("export.title")}
      align="end"
      className="w-64 p-1"
      trigger={(trigger) => (
        <Button
          {...trigger}
          disabled={disabled}
          loading={save.isPending}
          aria-label={words}
          className="max-sm:w-11 max-sm:px-0!"
        >
          <Download aria-hidden />
          <span className="max-sm:hidden">{words}</span>
        </Button>
      )}
    >
      <p className="px-2 pt-1.5 pb-2 text-muted-foreground text-xs max-sm:px-5">
        {t("export.text")}
      </p>
      {([false, true] as const).map((all) => (
        <button
          key={String(all)}
          type="button"
          onClick={() => save.mutate(all)}
          className="flex h-8 w-full items-center gap-2.5 rounded-sm px-2 text-left text-sm hover:bg-accent max-sm:h-12 max-sm:px-5 max-sm:text-base [&_svg]:size-4 [&_svg]:text-muted-foreground"
        >
          {all ? <Table2 aria-hidden /> : <Columns3 aria-hidden />}
          {t(all ? "export.all_columns" : "export.view_columns")}
        </button>
      ))}
    </ResponsivePopover>
  );
}
