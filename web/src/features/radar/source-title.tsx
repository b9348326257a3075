import { Link } from "@tanstack/react-router";
import type { RadarSource } from "@/shared/api/generated/types.gen";
import { useSourceName } from "./use-source-name";

/** What the leads came by: its name, then what it is, of which campaign, into which container. */
export function SourceTitle({ source }: { source: RadarSource }) {
  const { name, kind, campaign } = useSourceName(source);
  return (
    <>
      <p className="truncate font-medium" title={name}>
        {name}
      </p>
      <p className="truncate text-muted-foreground text-xs">
        {kind}
        {campaign && ` · ${campaign}`}
        {" · "}
        <Link
          to="/containers/$containerId"
          params={{ containerId: source.container.id }}
          className="underline-offset-4 hover:text-foreground hover:underline"
        >
          {source.container.name}
        </Link>
      </p>
    </>
  );
}
