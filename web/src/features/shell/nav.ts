import {
  Blocks,
  Cable,
  ChartNoAxesColumn,
  Coffee,
  Droplets,
  FileUp,
  GitMerge,
  ListChecks,
  type LucideIcon,
  Mails,
  Megaphone,
  Radar,
  ScrollText,
  Server,
  SquareKanban,
  Sun,
  TableProperties,
  TextCursorInput,
  Undo2,
  UserRound,
  Users,
} from "lucide-react";
import { can, type Permission } from "@/shared/session/can";
import type { Me } from "@/shared/session/me";

export interface NavEntry {
  key:
    | "today"
    | "leads"
    | "pipeline"
    | "briefing"
    | "dashboard"
    | "reports"
    | "containers"
    | "registers"
    | "imports"
    | "duplicates"
    | "returns"
    | "radar"
    | "units"
    | "users"
    | "esiti"
    | "custom_fields"
    | "meta"
    | "sources"
    | "outbox"
    | "system";
  to: string;
  icon: LucideIcon;
  permission?: Permission;
}

export interface NavGroup {
  key: "work" | "manage" | "settings";
  entries: readonly NavEntry[];
}

const GROUPS: readonly NavGroup[] = [
  {
    key: "work",
    entries: [
      { key: "today", to: "/today", icon: Sun },
      { key: "briefing", to: "/briefing", icon: Coffee, permission: "lead:assign" },
      { key: "leads", to: "/leads", icon: UserRound },
      { key: "pipeline", to: "/pipeline", icon: SquareKanban },
      { key: "dashboard", to: "/dashboard", icon: ChartNoAxesColumn },
      { key: "reports", to: "/reports", icon: TableProperties },
      { key: "registers", to: "/registers", icon: ScrollText, permission: "register:read" },
    ],
  },
  {
    key: "manage",
    entries: [
      { key: "containers", to: "/containers", icon: Droplets, permission: "container:read" },
      { key: "radar", to: "/radar", icon: Radar, permission: "lead:assign" },
      { key: "imports", to: "/imports", icon: FileUp, permission: "import:run" },
      { key: "duplicates", to: "/duplicates", icon: GitMerge, permission: "lead:assign" },
      { key: "returns", to: "/returns", icon: Undo2, permission: "lead:assign" },
      { key: "users", to: "/users", icon: Users, permission: "user:edit" },
      { key: "units", to: "/units", icon: Blocks, permission: "unit:edit" },
    ],
  },
  {
    key: "settings",
    entries: [
      { key: "esiti", to: "/settings/esiti", icon: ListChecks, permission: "settings:edit" },
      {
        key: "custom_fields",
        to: "/settings/custom-fields",
        icon: TextCursorInput,
        permission: "settings:edit",
      },
      { key: "meta", to: "/settings/meta", icon: Megaphone, permission: "settings:edit" },
      { key: "sources", to: "/settings/sources", icon: Cable, permission: "import:run" },
      { key: "outbox", to: "/settings/outbox", icon: Mails, permission: "outbox:read" },
      { key: "system", to: "/settings/system", icon: Server, permission: "system:read" },
    ],
  },
];

/** What a person may open, in the order of the sidebar; groups without entries are left out. */
export function navFor(me: Me): NavGroup[] {
  return GROUPS.map((group) => ({
    ...group,
    entries: group.entries.filter(({ permission }) => !permission || can(me, permission)),
  })).filter((group) => group.entries.length > 0);
}
