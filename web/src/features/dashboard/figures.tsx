import { useTranslation } from "react-i18next";
import type { Figures as Counted, Dashboard } from "@/shared/api/generated/types.gen";
import { formatMoney, formatNumber, formatPercent } from "@/shared/lib/numbers";
import { useMe } from "@/shared/session/me";
import { FigureTile } from "./figure-tile";
import { type Filter, leadsOf, waitParts } from "./period";

const share = (part: number, of: number) => (of ? part / of : null);
const perContract = ({ cost, contracts }: Counted) => (cost && contracts ? cost / contracts : null);

/** The figures on top, each with how it changed. */
export function Figures({ data }: { data: Dashboard }) {
  const { t } = useTranslation("dashboard");
  const sees = useMe().role !== "agente";
  const wait = useWait();
  const { figures } = data;
  const isTwice = data.before.start === data.same_weekday.start;
  const tile = (
    name:
      | "leads"
      | "contacted"
      | "speed"
      | "attempts"
      | "appointments"
      | "contracts"
      | "conversion"
      | "cost",
    of: (counted: Counted) => number | null,
    shown: (value: number) => string,
    narrowed: Filter,
    lessIsBetter = false,
  ) => {
    const now = of(figures);
    return (
      <FigureTile
        key={name}
        label={t(`figure.${name}`)}
        definition={t(`definition.${name}`)}
        value={now === null ? "–" : shown(now)}
        now={now}
        before={of(data.figures_before)}
        {...(isTwice ? {} : { sameWeekday: of(data.figures_same_weekday) })}
        search={leadsOf(data.period, narrowed)}
        lessIsBetter={lessIsBetter}
      />
    );
  };
  const ratio = (value: number) => formatNumber(value, { maximumFractionDigits: 1 });
  return (
    <section aria-label={t("figures")} className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {tile("leads", (f) => f.leads, formatNumber, {})}
      {tile("contacted", (f) => share(f.contacted, f.leads), formatPercent, { contacted: true })}
      {tile("speed", (f) => f.median_seconds, wait, { contacted: true }, true)}
      {tile("attempts", (f) => share(f.attempts, f.leads), ratio, {})}
      {tile("appointments", (f) => f.appointments, formatNumber, { appointment: true })}
      {tile("contracts", (f) => f.contracts, formatNumber, { won: true })}
      {tile("conversion", (f) => share(f.contracts, f.leads), formatPercent, { won: true })}
      {sees && tile("cost", perContract, formatMoney, { won: true }, true)}
    </section>
  );
}

/** A wait in words: its two largest parts. */
export function useWait() {
  const { t } = useTranslation("dashboard");
  return (seconds: number) => {
    const { days, hours, minutes } = waitParts(seconds);
    if (days) return t("wait.days", { days, hours });
    if (hours) return t("wait.hours", { hours, minutes });
    return t("wait.minutes", { minutes });
  };
}
