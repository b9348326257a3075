import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatTime } from "@/shared/lib/dates";
import { Chip } from "@/shared/ui/chip";
import { DateTimePicker } from "@/shared/ui/date-time-picker";
import { whenChoices } from "./when-choices";

/** When to call again or meet: the usual moments in one tap, or any other. */
export function WhenField({
  label,
  value,
  onValueChange,
  error,
}: {
  label: string;
  value: string | null;
  onValueChange: (at: string | null) => void;
  error?: string | undefined;
}) {
  const { t } = useTranslation("leads");
  const [choices] = useState(() => whenChoices(Date.now()));
  const about = useId();
  const usual = choices.some((choice) => choice.at === value);
  const [other, setOther] = useState(value !== null && !usual);
  return (
    <fieldset aria-describedby={error ? about : undefined} className="flex flex-col gap-2.5">
      <legend className="mb-1.5 font-medium text-sm">{label}</legend>
      <div className="flex flex-wrap gap-1.5">
        {choices.map(({ key, at }, index) => (
          <Chip
            key={key}
            data-first={index === 0 || undefined}
            active={!other && value === at}
            className="h-9 px-3 text-sm max-sm:h-11"
            onClick={() => {
              setOther(false);
              onValueChange(at);
            }}
          >
            {key === "in_an_hour" ? t("when.in_an_hour") : `${t(`when.${key}`)} ${formatTime(at)}`}
          </Chip>
        ))}
        <Chip
          active={other}
          className="h-9 px-3 text-sm max-sm:h-11"
          onClick={() => setOther(true)}
        >
          {t("when.other")}
        </Chip>
      </div>
      {other && <DateTimePicker future value={value} onValueChange={onValueChange} />}
      {error && (
        <p id={about} role="alert" className="text-red text-xs">
          {error}
        </p>
      )}
    </fieldset>
  );
}
