import { Droplet } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAgents } from "@/shared/leads/agents";
import { Avatar } from "@/shared/ui/avatar";
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from "@/shared/ui/command";

/** Whom a lead is given to: one agent, or whoever is next. */
export function AgentChoices({
  unitId,
  except,
  onChoose,
}: {
  unitId: string | null;
  /** The agent who has it already. */
  except?: string | null;
  onChoose: (to: "goccia" | { agent_id: string }) => void;
}) {
  const { t } = useTranslation("leads");
  const { t: common } = useTranslation();
  const agents = useAgents(unitId).filter((agent) => agent.id !== except);
  return (
    <Command>
      <CommandInput autoFocus placeholder={t("assign.search")} aria-label={t("assign.search")} />
      <CommandList className="max-h-72">
        <CommandEmpty>{common("select.empty")}</CommandEmpty>
        <CommandItem value={t("assign.goccia")} onSelect={() => onChoose("goccia")}>
          <Droplet className="text-primary-text!" aria-hidden />
          <span className="flex-1">{t("assign.goccia")}</span>
          <span className="text-muted-foreground text-xs">{t("assign.goccia_hint")}</span>
        </CommandItem>
        {agents.map((agent) => (
          <CommandItem
            key={agent.id}
            value={`${agent.name} ${agent.email}`}
            onSelect={() => onChoose({ agent_id: agent.id })}
          >
            <Avatar name={agent.name} size="sm" />
            <span className="min-w-0 flex-1 truncate">{agent.name}</span>
            {agent.paused && (
              <span className="text-muted-foreground text-xs">{t("assign.paused")}</span>
            )}
          </CommandItem>
        ))}
      </CommandList>
    </Command>
  );
}
