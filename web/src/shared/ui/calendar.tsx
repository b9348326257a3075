import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ComponentProps } from "react";
import { DayPicker } from "react-day-picker";
import { enGB, it } from "react-day-picker/locale";
import { useTranslation } from "react-i18next";

function Chevron({ orientation }: { orientation?: string }) {
  const Icon = orientation === "left" ? ChevronLeft : ChevronRight;
  return <Icon className="size-4" aria-hidden />;
}

/** A month, Monday first, in the page's language. */
export function Calendar(props: ComponentProps<typeof DayPicker>) {
  const { i18n } = useTranslation();
  return (
    <DayPicker
      locale={i18n.language === "en" ? enGB : it}
      showOutsideDays
      classNames={{
        root: "p-3",
        months: "relative flex flex-col",
        month: "flex flex-col gap-2",
        month_caption: "flex h-8 items-center justify-center font-medium text-sm capitalize",
        nav: "absolute inset-x-0 top-0 flex justify-between",
        button_previous:
          "flex size-8 items-center justify-center rounded-md text-muted-foreground hover:bg-accent max-sm:size-11",
        button_next:
          "flex size-8 items-center justify-center rounded-md text-muted-foreground hover:bg-accent max-sm:size-11",
        month_grid: "w-full border-collapse",
        weekday: "h-8 font-normal text-muted-foreground text-xs uppercase",
        day: "p-0 text-center text-sm",
        day_button:
          "tabular mx-auto flex size-8 items-center justify-center rounded-md hover:bg-accent max-sm:size-11",
        today: "font-semibold text-primary-text",
        selected:
          "[&>button]:bg-primary [&>button]:font-medium [&>button]:text-primary-foreground [&>button]:hover:bg-primary-hover",
        outside: "text-muted-foreground",
        disabled: "opacity-40",
        hidden: "invisible",
      }}
      components={{ Chevron }}
      {...props}
    />
  );
}
