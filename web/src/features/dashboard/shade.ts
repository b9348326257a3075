import type { CSSProperties } from "react";

/** A ground from pale (0) to the accent (1), with a text that can be read on it. */
export function shade(share: number): CSSProperties {
  const part = Math.round(15 + Math.min(1, Math.max(0, share)) * 85);
  return {
    background: `color-mix(in oklab, var(--primary) ${part}%, var(--card))`,
    color: part > 58 ? "var(--primary-foreground)" : "var(--foreground)",
  };
}
