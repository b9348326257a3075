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
