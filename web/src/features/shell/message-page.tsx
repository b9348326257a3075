import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";

/** A whole page that only says something: not found, not allowed. */
export function MessagePage({
  icon,
  title,
  text,
  action,
}: {
  icon: ReactNode;
  title: string;
  text: string;
  action: string;
}) {
  useEffect(() => {
    document.title = `${title} · Goccia`;
  }, [title]);
  return (
    <div className="flex min-h-[70dvh] flex-1 flex-col items-center justify-center">
      <EmptyState
        icon={icon}
        title={title}
        text={text}
        action={
          <Button asChild variant="primary">
            <Link to="/">{action}</Link>
          </Button>
        }
      />
    </div>
  );
}
