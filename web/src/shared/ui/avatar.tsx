import { cn } from "@/shared/lib/cn";
import { initials } from "@/shared/lib/names";
import { TONE_PILL, toneOf } from "./tone";

const SIZES = { sm: "size-5 text-[9px]", md: "size-7 text-2xs", lg: "size-10 text-sm" };

/** Initials in a hue that stays with the name. Decorative: the name is written beside it. */
export function Avatar({
  name,
  size = "md",
  className,
}: {
  name: string;
  size?: keyof typeof SIZES;
  className?: string;
}) {
  return (
    <span
      data-slot="avatar"
      aria-hidden
      className={cn(
        "inline-flex shrink-0 select-none items-center justify-center rounded-full font-semibold",
        SIZES[size],
        TONE_PILL[toneOf(name)],
        className,
      )}
    >
      {initials(name) || "?"}
    </span>
  );
}
