import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Kbd } from "./kbd";

const DELAY_MS = 350;
const GAP = 6;
const MARGIN = 8;

const holderOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>("[data-tooltip]") : null;

/** Draws the tooltip of whatever element under the pointer or focus has `data-tooltip`. */
export function TooltipHost() {
  const [holder, setHolder] = useState<HTMLElement | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (element: HTMLElement | null, delay: number) => {
      clearTimeout(timer);
      if (element) timer = setTimeout(() => setHolder(element), delay);
      else setHolder(null);
    };
    const onOver = (event: PointerEvent) => {
      if (event.pointerType !== "touch") show(holderOf(event.target), DELAY_MS);
    };
    const onFocus = (event: FocusEvent) => {
      const element = holderOf(event.target);
      show(element?.matches(":focus-visible") ? element : null, 0);
    };
    const hide = () => show(null, 0);
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && hide();
    document.addEventListener("pointerover", onOver);
    document.addEventListener("focusin", onFocus);
    document.addEventListener("focusout", hide);
    document.addEventListener("pointerdown", hide);
    document.addEventListener("keydown", onKey);
    document.addEventListener("scroll", hide, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointerover", onOver);
      document.removeEventListener("focusin", onFocus);
      document.removeEventListener("focusout", hide);
      document.removeEventListener("pointerdown", hide);
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("scroll", hide, true);
    };
  }, []);
  return holder?.isConnected ? createPortal(<Bubble holder={holder} />, document.body) : null;
}

function Bubble({ holder }: { holder: HTMLElement }) {
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = bubble.current;
    if (!element) return;
    const at = holder.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const side = holder.dataset.tooltipSide ?? "top";
    let left = at.left + (at.width - width) / 2;
    let top = at.top + (at.height - height) / 2;
    if (side === "right") left = at.right + GAP;
    if (side === "left") left = at.left - width - GAP;
    if (side === "bottom") top = at.bottom + GAP;
    if (side === "top")
      top = at.top - height - GAP < MARGIN ? at.bottom + GAP : at.top - height - GAP;
    element.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - width - MARGIN))}px`;
    element.style.top = `${Math.max(MARGIN, Math.min(top, innerHeight - height - MARGIN))}px`;
  });
  return (
    <div
      ref={bubble}
      aria-hidden
      className="pointer-events-none fixed z-60 flex max-w-72 animate-fade-in items-center gap-2 rounded-md bg-foreground px-2 py-1 text-background text-xs shadow-pop max-sm:hidden"
    >
      {holder.dataset.tooltip}
      {holder.dataset.tooltipKeys && (
        <Kbd className="border-background/25 text-background">{holder.dataset.tooltipKeys}</Kbd>
      )}
    </div>
  );
}
