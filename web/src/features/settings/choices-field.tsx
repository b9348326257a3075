import { Plus, X } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/shared/ui/button";
import { IconButton } from "@/shared/ui/icon-button";
import { Input } from "@/shared/ui/input";

/** The choices of a field, one a line; Enter opens the next, a pasted list becomes its lines. */
export function ChoicesField({
  value,
  onValueChange,
  error,
}: {
  value: readonly string[];
  onValueChange: (choices: string[]) => void;
  error: string | undefined;
}) {
  const { t } = useTranslation("custom-fields");
  const { t: common } = useTranslation();
  const box = useRef<HTMLFieldSetElement>(null);
  const insert = (index: number, lines: readonly string[], taken: number) => {
    onValueChange([...value.slice(0, index), ...lines, ...value.slice(index + taken)]);
    const focused = index + lines.length - 1;
    requestAnimationFrame(() => box.current?.querySelectorAll("input")[focused]?.focus());
  };
  return (
    <fieldset ref={box} className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">{t("choices.title")}</legend>
      {value.map((choice, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a choice has no identity but its place
        <div key={index} className="flex items-center gap-1">
          <Input
            aria-label={t("choices.one", { number: index + 1 })}
            value={choice}
            maxLength={200}
            onChange={(event) =>
              onValueChange(value.map((one, at) => (at === index ? event.target.value : one)))
            }
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              insert(index + 1, [""], 0);
            }}
            onPaste={(event) => {
              const lines = event.clipboardData
                .getData("text")
                .split(/\r?\n/)
                .map((line) => line.trim())
                .filter(Boolean);
              if (lines.length < 2 || choice) return;
              event.preventDefault();
              insert(index, lines, 1);
            }}
          />
          <IconButton
            label={t("choices.remove", { number: index + 1 })}
            disabled={value.length === 1}
            onClick={() => onValueChange(value.filter((_, at) => at !== index))}
          >
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      {error && (
        <p role="alert" className="text-red text-xs">
          {error}
        </p>
      )}
      <Button size="sm" className="self-start" onClick={() => insert(value.length, [""], 0)}>
        <Plus aria-hidden />
        {common("actions.add")}
      </Button>
    </fieldset>
  );
}
