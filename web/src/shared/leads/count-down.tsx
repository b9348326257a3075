import { cn } from "@/shared/lib/cn";
import { useNow } from "@/shared/lib/use-now";

const LITTLE = 30;

/** Minutes and seconds until a moment; red in the last half minute. */
export function CountDown({ until, label }: { until: number; label: string }) {
  const now = useNow(1000);
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  return (
    <span
      role="timer"
      aria-label={label}
      className={cn("tabular font-medium", left <= LITTLE ? "text-red" : "text-foreground")}
    >
      {Math.trunc(left / 60)}:{String(left % 60).padStart(2, "0")}
    </span>
  );
}
