import type { Lead } from "@/shared/api/generated";

/** What stands where a lead has no agent. */
export const waitWord = (lead: Pick<Lead, "queued_at" | "returns">) =>
  lead.queued_at ? (lead.returns > 0 ? "queued_again" : "queued") : "no_agent";
