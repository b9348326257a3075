import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/shared/lib/cn";

const KINDS = {
  info: { icon: Info, classes: "bg-blue-soft text-blue" },
  success: { icon: CircleCheck, classes: "bg-green-soft text-green" },
  warning: { icon: TriangleAlert, classes: "bg-amber-soft text-amber" },
  error: { icon: CircleAlert, classes: "bg-red-soft text-red" },
};

/** A sentence that stays on the page: a warning, a result, the reason of a refusal. */
export function Callout({
  kind = "info",
  children,
  action,
  className,
}: {
  kind?: keyof typeof KINDS;
  children: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  const { icon: Icon, classes } = KINDS[kind];
  return (
    <div
      role={kind === "error" ? "alert" : "note"}
      className={cn("flex items-start gap-2.5 rounded-md px-3 py-2 text-sm", classes, className)}
    >
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}
