import { useTranslation } from "react-i18next";
import type { Preferences, PreferencesPatch } from "@/shared/api/generated";
import { CheckField } from "@/shared/ui/check-field";
import { TimeInput } from "@/shared/ui/time-input";

const NIGHT = { quiet_from: "21:00", quiet_to: "08:00" };

/** From when to when nothing is sent, and when the daily mail comes. */
export function QuietHours({
  preferences: { quiet_from, quiet_to, digest_at },
  onChange,
}: {
  preferences: Preferences;
  onChange: (patch: PreferencesPatch) => void;
}) {
  const { t } = useTranslation("profile");
  const quiet = quiet_from !== null && quiet_to !== null;
  return (
    <div className="flex flex-col gap-4 border-t pt-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <CheckField
          className="min-w-0 flex-1 basis-60"
          label={t("notices.quiet")}
          hint={t("notices.quiet_text")}
          checked={quiet}
          onCheckedChange={(on) => onChange(on ? NIGHT : { quiet_from: null, quiet_to: null })}
        />
        <div className="flex items-center gap-2 text-muted-foreground text-sm">
          <TimeInput
            aria-label={`${t("notices.quiet")}: ${t("notices.from")}`}
            className="w-18 max-sm:w-32"
            disabled={!quiet}
            value={quiet_from ?? ""}
            onValueChange={(time) => onChange({ quiet_from: time, quiet_to })}
          />
          {t("notices.to")}
          <TimeInput
            aria-label={`${t("notices.quiet")}: ${t("notices.to")}`}
            className="w-18 max-sm:w-32"
            disabled={!quiet}
            value={quiet_to ?? ""}
            onValueChange={(time) => onChange({ quiet_from, quiet_to: time })}
          />
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p className="text-sm max-sm:text-base">{t("notices.digest")}</p>
          <p className="text-muted-foreground text-xs">{t("notices.digest_text")}</p>
        </div>
        <TimeInput
          aria-label={t("notices.digest")}
          className="w-18 max-sm:w-32"
          value={digest_at}
          onValueChange={(time) => onChange({ digest_at: time })}
        />
      </div>
    </div>
  );
}
