import { Droplet } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/shared/lib/cn";
import { Ripple } from "./ripple";

/** Nothing here, why, and what to do. */
export function EmptyState({
  icon,
  title,
  text,
  action,
  heading: Heading = "h2",
  className,
}: {
  icon?: ReactNode;
  title: ReactNode;
  text?: ReactNode;
  action?: ReactNode;
  /** "h1" where it is the whole page. */
  heading?: "h1" | "h2" | "h3";
  className?: string;
}) {
  return (
    <div
      data-slot="empty-state"
      className={cn("flex flex-col items-center px-6 py-12 text-center", className)}
    >
      <Ripple className="mb-5">{icon ?? <Droplet />}</Ripple>
      <Heading className="font-semibold text-[15px]">{title}</Heading>
      {text && <p className="mt-1 max-w-88 text-balance text-muted-foreground text-sm">{text}</p>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
