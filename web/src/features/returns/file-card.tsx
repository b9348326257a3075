import { Download, FileSpreadsheet } from "lucide-react";
import { useTranslation } from "react-i18next";
import { apiFetch } from "@/shared/api/fetch";
import type { VendorFile, VendorOfMonth } from "@/shared/api/generated/types.gen";
import { errorSentence } from "@/shared/api/problem";
import { saveResponse } from "@/shared/api/save-response";
import { formatDateTime } from "@/shared/lib/dates";
import { notify } from "@/shared/lib/notify";
import { formatMoney } from "@/shared/lib/numbers";
import { Button } from "@/shared/ui/button";
import { Card, CardHeader } from "@/shared/ui/card";
import { IconButton } from "@/shared/ui/icon-button";
import { useMakeFile } from "./queries";

const download = async (file: VendorFile) => {
  try {
    await saveResponse(await apiFetch(`/api/returns/files/${file.id}/content`), "resi.xlsx");
  } catch (error) {
    notify.error(errorSentence(error));
  }
};

/** What goes to each vendor, and what has gone. */
export function FileCard({
  month,
  vendors,
  units,
}: {
  month: string;
  vendors: readonly VendorOfMonth[];
  /** Whether a vendor is told with its unit. */
  units: boolean;
}) {
  const { t } = useTranslation("returns");
  return (
    <Card aria-label={t("file.title")}>
      <CardHeader title={t("file.title")} text={t("file.text")} className="pb-3" />
      <ul>
        {vendors.map((vendor) => (
          <VendorRow
            key={`${vendor.unit.id} ${vendor.vendor}`}
            month={month}
            vendor={vendor}
            units={units}
          />
        ))}
      </ul>
    </Card>
  );
}

function VendorRow({
  month,
  vendor,
  units,
}: {
  month: string;
  vendor: VendorOfMonth;
  units: boolean;
}) {
  const { t } = useTranslation("returns");
  const make = useMakeFile();
  const more = vendor.files.length > 0;
  const prepare = () =>
    make.mutate(
      { unit_id: vendor.unit.id, vendor: vendor.vendor, month },
      {
        onSuccess: (file) => {
          notify.success(t("file.made_done"));
          void download(file);
        },
      },
    );
  const ready = t("file.ready", { count: vendor.ready, amount: formatMoney(vendor.ready_amount) });
  return (
    <li className="border-t px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-52">
          <p className="truncate font-medium text-sm">
            {vendor.vendor}
            {units && (
              <span className="font-normal text-muted-foreground"> · {vendor.unit.name}</span>
            )}
          </p>
          <p className="tabular text-muted-foreground text-xs">
            {[
              vendor.ready > 0 ? ready : t("file.nothing"),
              vendor.open > 0 && t("file.open", { count: vendor.open }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
        </div>
        <Button
          variant={vendor.ready > 0 ? "primary" : "secondary"}
          className="max-sm:w-full"
          disabled={vendor.ready === 0}
          loading={make.isPending}
          aria-label={t(more ? "file.more_of" : "file.make_of", { vendor: vendor.vendor })}
          onClick={prepare}
        >
          <FileSpreadsheet aria-hidden />
          {t(more ? "file.more" : "file.make")}
        </Button>
      </div>
      {more && (
        <ul className="mt-2 flex flex-col gap-1">
          {vendor.files.map((file) => (
            <FileLine key={file.id} file={file} />
          ))}
        </ul>
      )}
    </li>
  );
}

function FileLine({ file }: { file: VendorFile }) {
  const { t } = useTranslation("returns");
  const name = file.number > 1 ? t("file.supplement", { number: file.number }) : t("file.main");
  const made = t("file.made", {
    who: file.made_by?.name ?? "—",
    when: formatDateTime(file.made_at),
  });
  return (
    <li className="flex items-center gap-2 rounded-md bg-muted/60 py-1 pr-1 pl-3 text-sm">
      <p className="tabular min-w-0 flex-1">
        <span className="font-medium">{name}</span>{" "}
        <span className="text-muted-foreground text-xs">
          {t("file.rows", { count: file.rows, amount: formatMoney(file.amount) })} · {made}
        </span>
      </p>
      <IconButton
        size="icon-sm"
        label={t("file.download", { name, vendor: file.vendor })}
        onClick={() => void download(file)}
      >
        <Download aria-hidden />
      </IconButton>
    </li>
  );
}
