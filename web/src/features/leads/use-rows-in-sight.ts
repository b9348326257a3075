import { type RefObject, useEffect, useState } from "react";

const BEYOND = 12;
const STEP = 6;

/**
 * Which rows of a long table with rows of one height are near the page's window; the others need not be
 * drawn. Also how to bring a row into sight that is not drawn.
 */
export function useRowsInSight(
  table: RefObject<HTMLElement | null>,
  count: number,
  height: number,
) {
  const [{ first, last }, setRange] = useState({ first: 0, last: 60 });
  useEffect(() => {
    const scroller = table.current?.closest<HTMLElement>("[data-page-scroll]");
    if (!scroller) return;
    const look = () => {
      const top = Math.floor(scroller.scrollTop / height / STEP) * STEP;
      const first = Math.max(0, top - BEYOND);
      const last = top + Math.ceil(scroller.clientHeight / height) + STEP + BEYOND;
      setRange((before) =>
        before.first === first && before.last === last ? before : { first, last },
      );
    };
    look();
    scroller.addEventListener("scroll", look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(scroller);
    return () => {
      scroller.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [table, height]);
  const show = (index: number) => {
    const scroller = table.current?.closest<HTMLElement>("[data-page-scroll]");
    const head = table.current?.querySelector("thead")?.clientHeight ?? 0;
    if (!scroller) return;
    const top = index * height;
    const room = scroller.clientHeight - head - height;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top > scroller.scrollTop + room) scroller.scrollTop = top - room;
  };
  return { first: Math.min(first, count), last: Math.min(last, count), show };
}
