import type { VendorReturn } from "@/shared/api/generated/types.gen";

export type ReturnReason = VendorReturn["reason"];

/** What a vendor may take a lead back for, in the order of the pages. */
export const RETURN_REASONS = [
  "wrong_number",
  "never_requested",
  "duplicate",
  "already_client",
  "out_of_area",
  "not_eligible",
  "other",
] as const satisfies readonly ReturnReason[];
