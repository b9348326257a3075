import { useEffect, useRef } from "react";

export type Hotkeys = Record<string, (event: KeyboardEvent) => void>;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const overlayIsOpen = () =>
  document.querySelector("[role=dialog][data-state=open],[role=menu][data-state=open]") !== null;

/** The name of a key press: "j", "?", "mod+k" (⌘ or Ctrl), "shift+Enter", "Escape". */
export function hotkeyName(event: KeyboardEvent): string {
  const printable = event.key.length === 1;
  const parts = [];
  if (event.metaKey || event.ctrlKey) parts.push("mod");
  if (event.altKey) parts.push("alt");
  if (event.shiftKey && !printable) parts.push("shift");
  parts.push(printable ? event.key.toLowerCase() : event.key);
  return parts.join("+");
}

/**
 * Page-wide shortcuts. Plain keys are silent while someone types or a dialog or menu is open;
 * combinations with `mod` always work. The handler's key press is not passed on.
 */
export function useHotkeys(hotkeys: Hotkeys, enabled = true): void {
  const latest = useRef(hotkeys);
  latest.current = hotkeys;
  useEffect(() => {
    if (!enabled) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = hotkeyName(event);
      const handler = latest.current[name];
      if (!handler) return;
      if (!name.startsWith("mod+") && (isTyping(event.target) || overlayIsOpen())) return;
      event.preventDefault();
      handler(event);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [enabled]);
}
