import type { ReactNode } from "react";

export interface Notice {
  description?: ReactNode;
  action?: { label: string; onClick: () => void };
  /** Showing the same id again replaces the toast instead of adding one. */
  id?: string;
  /** Milliseconds on screen; 5 seconds unless told. */
  duration?: number;
}

async function show(kind: "success" | "error" | "info", text: string, notice: Notice = {}) {
  const { toast } = await import("sonner");
  toast[kind](text, notice);
}

/** Toasts; the library is loaded with the first one. Never the only place of an important message. */
export const notify = {
  success: (text: string, notice?: Notice) => void show("success", text, notice),
  error: (text: string, notice?: Notice) => void show("error", text, notice),
  info: (text: string, notice?: Notice) => void show("info", text, notice),
};
