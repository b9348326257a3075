export interface Placed {
  id: string;
  position: number;
}

/**
 * The new positions after the item at `from` has moved to `to`, only of those that change. The places in use
 * are dealt out again in the new order, so that items which are not in the list keep theirs between them.
 */
export function placesAfterMove(items: readonly Placed[], from: number, to: number): Placed[] {
  const moved = items[from];
  if (!moved || to < 0 || to >= items.length || from === to) return [];
  const order = items.filter((item) => item !== moved);
  order.splice(to, 0, moved);
  const places = items.map((item) => item.position).sort((a, b) => a - b);
  let last = -1;
  const changes: Placed[] = [];
  for (const [index, item] of order.entries()) {
    last = Math.max(places[index] ?? 0, last + 1);
    if (item.position !== last) changes.push({ id: item.id, position: last });
  }
  return changes;
}

/** The list with one of it a step further; the same list where it is at the end already. */
export function afterMove<T extends { id: string }>(
  items: readonly T[],
  id: string,
  step: -1 | 1,
): readonly T[] {
  const from = items.findIndex((item) => item.id === id);
  const moved = items[from];
  const other = items[from + step];
  if (!moved || !other) return items;
  return items.map((item) => (item === moved ? other : item === other ? moved : item));
}

/** The places of a list in its own order, as the server will deal them out. */
export function placesIn(order: readonly Placed[]): Map<string, number> {
  const free = order.map((item) => item.position).sort((a, b) => a - b);
  let last = -1;
  return new Map(
    order.map(({ id }, index) => {
      last = Math.max(free[index] ?? 0, last + 1);
      return [id, last];
    }),
  );
}
