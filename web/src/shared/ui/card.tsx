import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/shared/lib/cn";

export function Card({ className, ...props }: ComponentProps<"section">) {
  return (
    <section
      data-slot="card"
      className={cn("rounded-lg border bg-card text-card-foreground", className)}
      {...props}
    />
  );
}

export function CardHeader({
  title,
  text,
  action,
  className,
}: {
  title: ReactNode;
  text?: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  return (
    <header
      className={cn(
        "grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 px-4 pt-4 max-sm:items-center",
        className,
      )}
    >
      <h2 className="font-semibold text-base">{title}</h2>
      {action && <div className="col-start-2 row-start-1 sm:row-span-2">{action}</div>}
      {text && (
        <p className="text-muted-foreground text-sm max-sm:col-span-2 sm:col-start-1">{text}</p>
      )}
    </header>
  );
}

export function CardContent({ className, ...props }: ComponentProps<"div">) {
  return <div data-slot="card-content" className={cn("p-4", className)} {...props} />;
}

export function CardFooter({ className, ...props }: ComponentProps<"footer">) {
  return (
    <footer
      data-slot="card-footer"
      className={cn("flex items-center justify-end gap-2 border-t px-4 py-3", className)}
      {...props}
    />
  );
}
