import { useMutation, useQueryClient } from "@tanstack/react-query";
import { putTeam, type TeamMember, type TeamMemberInput } from "@/shared/api/generated";
import { containerQuery } from "./queries";

/** The terms of a member as the server takes them. */
export function termsOf(member: TeamMember): TeamMemberInput {
  const { user_id, weight, daily_cap, open_cap, provinces } = member;
  return { user_id, weight, daily_cap, open_cap, provinces };
}

/** Replaces a team; the container's page shows the answer at once. */
export function usePutTeam(id: string, ownErrors = false) {
  const client = useQueryClient();
  return useMutation({
    meta: { ownErrors },
    mutationFn: (team: TeamMemberInput[]) => putTeam({ path: { container_id: id }, body: team }),
    onSuccess: (team) => {
      client.setQueryData(containerQuery(id).queryKey, (old) => (old ? { ...old, team } : old));
      return client.invalidateQueries({ queryKey: ["containers"] });
    },
  });
}
