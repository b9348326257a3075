import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Dashboard } from "@/shared/api/generated/types.gen";
import { locale } from "@/shared/lib/numbers";
import { TableScroll } from "@/shared/ui/table";
import { leadsOf } from "./period";
import { shade } from "./shade";

const MONDAY = Date.UTC(2026, 10, 23, 12);

/** Weekdays by hours: when people answer. Only the hours in which somebody did, from 8 to 20 at least. */
export function HeatMap({ data }: { data: Dashboard }) {
  const { t } = useTranslation("dashboard");
  const counts = new Map(data.heat.map((cell) => [`${cell.weekday}-${cell.hour}`, cell.leads]));
  const most = Math.max(1, ...data.heat.map((cell) => cell.leads));
  const used = data.heat.map((cell) => cell.hour);
  const first = Math.min(8, ...used);
  const last = Math.max(20, ...used);
  const hours = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const days = Array.from({ length: 7 }, (_, index) => {
    const noon = new Date(MONDAY + index * 86_400_000);
    const name = (weekday: "short" | "long") =>
      new Intl.DateTimeFormat(locale(), { weekday, timeZone: "UTC" }).format(noon);
    return { number: index + 1, short: name("short"), long: name("long") };
  });
  return (
    <TableScroll label={t("heat.title")}>
      <table className="w-full table-fixed border-separate border-spacing-0.5 text-2xs max-sm:min-w-140">
        <caption className="sr-only">{t("heat.title")}</caption>
        <thead>
          <tr>
            <td className="w-9" />
            {hours.map((hour) => (
              <th key={hour} scope="col" className="tabular font-normal text-muted-foreground">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.number}>
              <th scope="row" className="text-left font-normal text-muted-foreground">
                {day.short}
              </th>
              {hours.map((hour) => {
                const leads = counts.get(`${day.number}-${hour}`) ?? 0;
                return (
                  <td key={hour} className="p-0">
                    {leads ? (
                      <Link
                        to="/leads"
                        search={
                          leadsOf(data.period, { answered_at: `${day.number}-${hour}` }) as never
                        }
                        aria-label={t("heat.cell", { day: day.long, hour, count: leads })}
                        className="tabular flex h-7 items-center justify-center rounded-xs hover:outline-2 hover:outline-primary"
                        style={shade(leads / most)}
                      >
                        {leads}
                      </Link>
                    ) : (
                      <span className="block h-7 rounded-xs bg-muted" />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
