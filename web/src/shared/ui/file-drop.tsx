import { FileSpreadsheet, Upload, X } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import { formatNumber } from "@/shared/lib/numbers";
import { useFileDrop } from "@/shared/lib/use-file-drop";
import { IconButton } from "./icon-button";

/** One file, dropped (anywhere on the page) or chosen. Refuses by extension and size before anything is sent. */
export function FileDrop({
  file,
  onFileChange,
  dropped,
  accept,
  maxMegabytes,
  hint,
  className,
}: {
  file: File | null;
  onFileChange: (file: File | null) => void;
  /** One that was dropped before this was on the page. */
  dropped?: File | undefined;
  /** Extensions with their dot: [".csv", ".xlsx"]. */
  accept: readonly string[];
  maxMegabytes: number;
  hint?: string;
  className?: string;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [problem, setProblem] = useState<string>();
  const take = (candidate: File | undefined) => {
    if (!candidate) return;
    const name = candidate.name.toLowerCase();
    if (!accept.some((ending) => name.endsWith(ending))) {
      setProblem(t("file.wrong_type", { accept: accept.join(", ") }));
    } else if (candidate.size > maxMegabytes * 1_048_576) {
      setProblem(t("file.too_big", { limit: maxMegabytes }));
    } else {
      setProblem(undefined);
      onFileChange(candidate);
    }
  };
  const over = useFileDrop(take);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was dropped is taken once
  useEffect(() => take(dropped), []);
  if (file) {
    return (
      <div className={cn("flex items-center gap-3 rounded-lg border bg-card p-3", className)}>
        <FileSpreadsheet className="size-5 shrink-0 text-green" aria-hidden />
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium text-sm">{file.name}</p>
          <p className="tabular text-muted-foreground text-xs">
            {formatNumber(file.size / 1024, { maximumFractionDigits: 0 })} kB
          </p>
        </div>
        <IconButton label={t("file.remove")} onClick={() => onFileChange(null)}>
          <X aria-hidden />
        </IconButton>
      </div>
    );
  }
  return (
    <div className={className}>
      <label
        htmlFor={id}
        className={cn(
          "flex cursor-pointer flex-col items-center rounded-lg border border-input border-dashed px-6 py-8 text-center transition-colors hover:bg-muted/60 has-focus-visible:outline-2 has-focus-visible:outline-ring",
          over && "border-primary bg-primary-soft",
        )}
      >
        <Upload className="mb-2 size-5 text-primary-text" aria-hidden />
        <span className="font-medium text-sm">{t(over ? "file.drop_now" : "file.drop")}</span>
        {hint && <span className="mt-0.5 text-muted-foreground text-xs">{hint}</span>}
        <input
          id={id}
          type="file"
          accept={accept.join(",")}
          className="sr-only"
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </label>
      {problem && (
        <p role="alert" className="mt-1.5 text-red text-xs">
          {problem}
        </p>
      )}
    </div>
  );
}
