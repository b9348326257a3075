import { useTranslation } from "react-i18next";
import { useAgents } from "@/shared/leads/agents";
import { useCurrentUnit } from "@/shared/session/unit";
import { Avatar } from "@/shared/ui/avatar";
import { Combobox } from "@/shared/ui/combobox";

/** For those who lead: whose day to look at. */
export function AgentPicker({
  agentId,
  onChoose,
}: {
  agentId: string | null;
  onChoose: (agentId: string | null) => void;
}) {
  const { t } = useTranslation("today");
  const { unitId } = useCurrentUnit();
  const agents = useAgents(unitId);
  return (
    <Combobox
      title={t("agent")}
      placeholder={t("choose_agent")}
      className="w-52 max-sm:w-44"
      value={agentId}
      onValueChange={onChoose}
      options={agents.map((agent) => ({
        value: agent.id,
        label: agent.name,
        icon: <Avatar name={agent.name} size="sm" />,
        hint: agent.paused ? t("availability.paused") : "",
      }))}
    />
  );
}
