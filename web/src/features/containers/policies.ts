import type { Container } from "@/shared/api/generated";

export type Policy = Container["policy"];

/** The policies that can be chosen today. */
export const CHOOSABLE: readonly Policy[] = [
  "round_robin",
  "weighted",
  "paced",
  "first_to_claim",
  "manual",
];
