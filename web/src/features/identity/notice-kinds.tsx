import { useTranslation } from "react-i18next";
import type { KindChoice, KindInput } from "@/shared/api/generated";
import { cn } from "@/shared/lib/cn";
import { Checkbox } from "@/shared/ui/checkbox";
import { Select } from "@/shared/ui/select";

const MAILS = ["off", "now", "daily"] as const;

/** A line for each kind of notice, a column for each way. */
export function NoticeKinds({
  kinds,
  withMail,
  onChange,
}: {
  kinds: readonly KindChoice[];
  withMail: boolean;
  onChange: (kind: KindInput) => void;
}) {
  const { t } = useTranslation("profile");
  const mails = MAILS.map((value) => ({ value, label: t(`notices.mail_${value}`) }));
  const onlyMail = [
    { value: "off" as const, label: t("notices.mail_off") },
    { value: "now" as const, label: t("notices.mail_yes") },
  ];
  return (
    <table className="w-full border-collapse text-sm max-sm:block">
      <thead className="max-sm:hidden">
        <tr className="border-b text-left text-muted-foreground text-xs [&>th]:pb-1.5 [&>th]:font-normal">
          <th scope="col">
            <span className="sr-only">{t("notices.title")}</span>
          </th>
          <th scope="col" className="w-16 text-center">
            {t("notices.page")}
          </th>
          <th scope="col" className="w-16 text-center">
            {t("notices.push")}
          </th>
          <th scope="col" className="w-34">
            {t("notices.mail")}
          </th>
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {kinds.map(({ label, mail_only: alone, ...one }) => {
          const named = (way: string) => t("notices.of", { way, kind: label });
          return (
            <tr
              key={one.kind}
              className="border-b last:border-b-0 max-sm:grid max-sm:grid-cols-[auto_auto_minmax(0,1fr)] max-sm:items-center max-sm:gap-x-3 max-sm:gap-y-2 max-sm:py-3"
            >
              <th
                scope="row"
                className="py-2 pr-3 text-left font-normal max-sm:col-span-3 max-sm:p-0 max-sm:font-medium max-sm:text-base"
              >
                {label}
              </th>
              {(["page", "push"] as const).map((way) => (
                <td
                  key={way}
                  className={cn(
                    "text-center max-sm:flex max-sm:items-center max-sm:gap-1.5",
                    alone && "max-sm:hidden",
                  )}
                >
                  {!alone && (
                    <>
                      <Checkbox
                        aria-label={named(t(`notices.${way}`))}
                        checked={one[way]}
                        onCheckedChange={(checked) => onChange({ ...one, [way]: checked === true })}
                      />
                      <span className="sm:hidden" aria-hidden>
                        {t(`notices.${way}`)}
                      </span>
                    </>
                  )}
                </td>
              ))}
              <td
                className={cn(
                  "py-1 max-sm:flex max-sm:items-center max-sm:gap-1.5",
                  alone && "max-sm:col-span-3",
                )}
              >
                <span className="sm:hidden" aria-hidden>
                  {t("notices.mail")}
                </span>
                <Select
                  aria-label={named(t("notices.mail"))}
                  value={alone && one.mail !== "off" ? "now" : one.mail}
                  disabled={!withMail}
                  onValueChange={(mail) => onChange({ ...one, mail })}
                  options={alone ? onlyMail : mails}
                  className="w-full min-w-0"
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
