import { useTranslation } from "react-i18next";
import type { VendorReturn } from "@/shared/api/generated/types.gen";
import { formatDate } from "@/shared/lib/dates";
import { formatMoney } from "@/shared/lib/numbers";
import { formatPhone } from "@/shared/lib/phone";

/** A return in the words of the page. */
export function useReturnWords() {
  const { t } = useTranslation("returns");
  return {
    name: ({ lead }: VendorReturn) => lead.name || formatPhone(lead.phone) || "—",
    price: ({ price }: VendorReturn) => (price == null ? t("unpriced") : formatMoney(price)),
    /** What is left of the window, or when it ended. */
    window: ({ last_day, days_left, state }: VendorReturn) => {
      if (!last_day) return t("window.none");
      if (state === "late") return t("window.ended", { day: formatDate(last_day) });
      if (days_left === null) return t("window.until", { day: formatDate(last_day) });
      return days_left === 0 ? t("window.last") : t("window.left", { count: days_left });
    },
    /** What else is known: the file, what was given back, the notes. */
    more: ({ file_number, credited, note, answer_note }: VendorReturn) =>
      [
        file_number != null && t("in_file", { number: file_number }),
        credited != null && t("credited", { amount: formatMoney(credited) }),
        note,
        answer_note,
      ].filter(Boolean) as string[],
  };
}
