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
  as: Frame = "div",
}: {
  icon: ReactNode;
  title: string;
  text: string;
  action: string;
  /** "main" outside the shell. */
  as?: "div" | "main";
}) {
  useEffect(() => {
    document.title = `${title} · Goccia`;
  }, [title]);
  return (
    <Frame className="flex min-h-[70dvh] flex-1 flex-col items-center justify-center">
      <EmptyState
        icon={icon}
        heading="h1"
        title={title}
        text={text}
        action={
          <Button asChild variant="primary">
            <Link to="/">{action}</Link>
          </Button>
        }
      />
    </Frame>
  );
}
