import type { Tone } from "@/shared/ui/tone";
import type { Verdict } from "./import-search";
import type { ImportState } from "./queries";

export const VERDICT_TONES: Record<Verdict, Tone> = {
  new: "green",
  duplicate: "blue",
  review: "amber",
  rejected: "red",
};

export const STATE_TONES: Record<ImportState, Tone> = {
  reading: "blue",
  preview: "violet",
  committing: "blue",
  committed: "green",
  undoing: "blue",
  undone: "gray",
  failed: "red",
};
