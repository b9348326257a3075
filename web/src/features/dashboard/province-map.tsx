import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Dashboard } from "@/shared/api/generated/types.gen";
import { provinceName } from "@/shared/lib/provinces";
import { TILES } from "./italy-tiles";
import { leadsOf } from "./period";
import { shade } from "./shade";

/** Italy as tiles, the darker the more leads; each opens those of its province. */
export function ProvinceMap({ data }: { data: Dashboard }) {
  const { t } = useTranslation("dashboard");
  const counts = new Map(data.provinces.map((row) => [row.key, row]));
  const most = Math.max(1, ...TILES.map(({ province }) => counts.get(province)?.leads ?? 0));
  const unknown = counts.get(null)?.leads ?? 0;
  return (
    <div>
      <ul
        aria-label={t("map.title")}
        className="mx-auto grid w-full gap-0.5"
        style={{ gridTemplateColumns: "repeat(16, minmax(0, 1fr))", maxWidth: 440 }}
      >
        {TILES.map(({ province, column, row }) => {
          const found = counts.get(province);
          const name = provinceName(province);
          const place = { gridColumn: column, gridRow: row };
          const face =
            "flex aspect-square items-center justify-center rounded-xs text-[10px] leading-none";
          return (
            <li key={province} style={place}>
              {found ? (
                <Link
                  to="/leads"
                  search={leadsOf(data.period, { province: [province] }) as never}
                  aria-label={t("map.tile", {
                    name,
                    count: found.leads,
                    contracts: found.contracts,
                  })}
                  data-tooltip={t("map.tile", {
                    name,
                    count: found.leads,
                    contracts: found.contracts,
                  })}
                  className={`${face} font-medium hover:outline-2 hover:outline-primary`}
                  style={shade(found.leads / most)}
                >
                  {province}
                </Link>
              ) : (
                <span className={`${face} bg-muted text-muted-foreground`}>{province}</span>
              )}
            </li>
          );
        })}
      </ul>
      {unknown > 0 && (
        <p className="pt-3 text-center text-muted-foreground text-xs">
          <Link
            to="/leads"
            search={leadsOf(data.period, { province: ["none"] }) as never}
            className="underline-offset-4 hover:underline"
          >
            {t("map.unknown", { count: unknown })}
          </Link>
        </p>
      )}
    </div>
  );
}
