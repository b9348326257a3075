import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, type ButtonProps } from "./button";

const SAID_MS = 1_600;

/** Copies a text and says so for a moment. `label` names what is copied where only the icon is shown. */
export function CopyButton({
  text,
  label,
  iconOnly = false,
  ...props
}: Omit<ButtonProps, "onClick" | "children"> & {
  text: string;
  label?: string;
  iconOnly?: boolean;
}) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await writeClipboard(text);
    setCopied(true);
  };
  const Icon = copied ? Check : Copy;
  const words = copied ? t("actions.copied") : (label ?? t("actions.copy"));
  return (
    <Button
      size={iconOnly ? "icon" : "md"}
      aria-label={iconOnly ? words : undefined}
      onClick={copy}
      {...props}
    >
      <Icon aria-hidden />
      {!iconOnly && words}
      <span role="status" className="sr-only">
        {copied ? t("actions.copied") : ""}
      </span>
    </Button>
  );
}

/** The clipboard API exists only on https and localhost; a selected field works everywhere. */
async function writeClipboard(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
