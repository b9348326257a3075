import { useQuery } from "@tanstack/react-query";
import { nextAfter, rowsOf, todayQuery } from "@/shared/leads/today";
import { neighboursQuery, type RecordSearch } from "./record-queries";

/** The leads before and after this one: of Oggi, or of the list with its filter, as it was opened. */
export function useNeighbours(leadId: string, search: RecordSearch, enabled: boolean) {
  const ofToday = search.from === "today";
  const list = useQuery({ ...neighboursQuery(leadId, search), enabled: enabled && !ofToday });
  const today = useQuery({ ...todayQuery(search.agent_id ?? null), enabled: enabled && ofToday });
  if (!ofToday) return { previous: list.data?.previous ?? null, next: list.data?.next ?? null };
  if (!today.data) return { previous: null, next: null };
  const ids = rowsOf(today.data).map((lead) => lead.id);
  const at = ids.indexOf(leadId);
  // One that was worked meanwhile stands in Oggi no longer.
  if (at < 0) return { previous: null, next: nextAfter(today.data, leadId)?.id ?? null };
  return { previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null };
}
