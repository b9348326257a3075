import { useTranslation } from "react-i18next";
import { romeDay } from "@/shared/lib/dates";
import { Chip } from "@/shared/ui/chip";
import { Field } from "@/shared/ui/field";
import { Input } from "@/shared/ui/input";

interface Span {
  received_from?: string;
  received_to?: string;
}

const DAY = 86_400_000;

/** The usual spans, in days of Rome; both ends included. */
export function usualSpans(now: number) {
  const day = (back: number) => romeDay(now - back * DAY);
  return {
    today: { received_from: day(0), received_to: day(0) },
    yesterday: { received_from: day(1), received_to: day(1) },
    week: { received_from: day(6), received_to: day(0) },
    month: { received_from: day(29), received_to: day(0) },
  };
}

export function ReceivedFilter({
  value,
  onChange,
}: {
  value: Span;
  onChange: (span: Span) => void;
}) {
  const { t } = useTranslation("leads");
  const spans = usualSpans(Date.now());
  const set = (name: keyof Span, day: string) => {
    const { [name]: _, ...rest } = value;
    onChange(day ? { ...rest, [name]: day } : rest);
  };
  return (
    <div className="flex flex-col gap-3 p-3 max-sm:px-5">
      <div className="flex flex-wrap gap-1.5">
        {(Object.keys(spans) as (keyof typeof spans)[]).map((key) => {
          const span = spans[key];
          const active =
            span.received_from === value.received_from && span.received_to === value.received_to;
          return (
            <Chip key={key} active={active} onClick={() => onChange(active ? {} : span)}>
              {t(`span.${key}`)}
            </Chip>
          );
        })}
      </div>
      <div className="grid grid-cols-2 gap-2">
        <Field label={t("filter.from")}>
          {(control) => (
            <Input
              {...control}
              type="date"
              max={value.received_to}
              value={value.received_from ?? ""}
              onChange={(event) => set("received_from", event.target.value)}
            />
          )}
        </Field>
        <Field label={t("filter.to")}>
          {(control) => (
            <Input
              {...control}
              type="date"
              min={value.received_from}
              value={value.received_to ?? ""}
              onChange={(event) => set("received_to", event.target.value)}
            />
          )}
        </Field>
      </div>
    </div>
  );
}
