import { ChevronDown } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Chip } from "@/shared/ui/chip";
import { ResponsivePopover } from "@/shared/ui/responsive-popover";

/** A filter as a chip: its name, or its name and what is chosen; opens where it is chosen. */
export function FilterChip({
  label,
  summary,
  onNear,
  children,
}: {
  label: string;
  /** What is chosen; empty: not in force. */
  summary: string;
  onNear?: () => void;
  children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <ResponsivePopover
      open={open}
      onOpenChange={setOpen}
      title={label}
      className="w-64"
      {...(onNear ? { onNear } : {})}
      trigger={(trigger) => (
        <Chip {...trigger} active={summary !== ""}>
          <span className="max-w-44 truncate">{summary ? `${label}: ${summary}` : label}</span>
          <ChevronDown className="opacity-60" aria-hidden />
        </Chip>
      )}
    >
      {children(() => setOpen(false))}
    </ResponsivePopover>
  );
}
