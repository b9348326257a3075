import { useTranslation } from "react-i18next";
import { locale } from "@/shared/lib/numbers";
import { RemovableChip } from "@/shared/ui/chip";
import { type LeadSearch, OPENED } from "./lead-search";

type Opened = (typeof OPENED)[number];

/** The filters that a figure of the dashboard has set: each can be taken away. */
export function OpenedChips({
  search,
  onChange,
}: {
  search: LeadSearch;
  onChange: (search: LeadSearch) => void;
}) {
  const { t } = useTranslation("leads");
  const words = (name: Opened): string => {
    const { contacted, appointment, won, speed = "never", campaign = [], reason = "" } = search;
    if (name === "contacted") return t(`filter.opened.${contacted ? "" : "not_"}contacted`);
    if (name === "appointment") return t(`filter.opened.${appointment ? "" : "no_"}appointment`);
    if (name === "won") return t(`filter.opened.${won ? "" : "not_"}won`);
    if (name === "speed") return t(`filter.opened.speed.${speed}`);
    if (name === "origin") {
      const value = (search.origin ?? "").replace(/^\w+:/, "") || "–";
      return t("filter.opened.origin", { value });
    }
    if (name === "bad_lead" || name === "beyond_start")
      return t(`filter.opened.${search[name] ? "" : "not_"}${name}`);
    if (name === "reason") return t("filter.opened.reason", { value: reason });
    if (name === "campaign") {
      const names = campaign.map((one) => (one === "none" ? t("filter.opened.no_campaign") : one));
      return t("filter.opened.campaign", { value: names.join(", ") });
    }
    const [weekday = "1", hour = "0"] = (search.answered_at ?? "").split("-");
    const monday = Date.UTC(2026, 10, 23, 12);
    const day = new Intl.DateTimeFormat(locale(), { weekday: "long", timeZone: "UTC" }).format(
      monday + (Number(weekday) - 1) * 86_400_000,
    );
    return t("filter.opened.answered_at", { day, hour });
  };
  return OPENED.filter((name) => search[name] !== undefined).map((name) => (
    <RemovableChip
      key={name}
      label={words(name)}
      onRemove={() => {
        const { [name]: _, ...rest } = search;
        onChange(rest);
      }}
    />
  ));
}
