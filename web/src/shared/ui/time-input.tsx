import { useEffect, useState } from "react";
import { cn } from "@/shared/lib/cn";
import { useIsPhone } from "@/shared/lib/use-media-query";
import type { FieldControl } from "./field";
import { Input } from "./input";
import { parseTime, shiftTime } from "./time-value";

const STEP_MINUTES = 15;

/**
 * A time of day as "18:45". A text field, because the browser's own shows AM and PM to those whose browser
 * is not Italian; "9" and "1830" are understood, arrows move by a quarter. On a phone the system's wheel.
 */
export function TimeInput({
  value,
  onValueChange,
  disabled,
  className,
  ...control
}: {
  value: string;
  onValueChange: (time: string) => void;
  disabled?: boolean;
  className?: string;
  "aria-label"?: string;
} & Partial<FieldControl>) {
  const phone = useIsPhone();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = () => {
    const time = parseTime(text);
    if (time && time !== value) onValueChange(time);
    setText(time ?? value);
  };
  if (phone) {
    return (
      <Input
        {...control}
        type="time"
        className={cn("tabular", className)}
        disabled={disabled}
        value={value}
        onChange={(event) => event.target.value && onValueChange(event.target.value)}
      />
    );
  }
  return (
    <Input
      {...control}
      inputMode="numeric"
      autoComplete="off"
      placeholder="--:--"
      maxLength={5}
      className={cn("tabular text-center", className)}
      disabled={disabled}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onFocus={(event) => event.target.select()}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
        if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
        event.preventDefault();
        const time = parseTime(text);
        if (time)
          onValueChange(shiftTime(time, event.key === "ArrowUp" ? STEP_MINUTES : -STEP_MINUTES));
      }}
    />
  );
}
