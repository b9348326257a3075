import { cn } from "@/shared/lib/cn";
import { Avatar } from "./avatar";

/** The first few people of a group; their names are read and shown on hover. */
export function AvatarStack({
  names,
  most = 4,
  className,
}: {
  names: readonly string[];
  most?: number;
  className?: string;
}) {
  const shown = names.slice(0, most);
  const rest = names.length - shown.length;
  const all = names.join(", ");
  return (
    <span className={cn("inline-flex items-center", className)} data-tooltip={all}>
      <span className="sr-only">{all}</span>
      <span aria-hidden className="inline-flex gap-0.5">
        {shown.map((name) => (
          <Avatar key={name} name={name} className="size-6" />
        ))}
      </span>
      {rest > 0 && (
        <span aria-hidden className="tabular ml-1 text-muted-foreground text-xs">
          +{rest}
        </span>
      )}
    </span>
  );
}
