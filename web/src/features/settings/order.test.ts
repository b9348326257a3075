import { expect, it } from "vitest";
import { placesAfterMove } from "./order";

const items = [
  { id: "a", position: 1 },
  { id: "b", position: 4 },
  { id: "c", position: 9 },
];

it("swaps two neighbours and leaves the rest alone", () => {
  expect(placesAfterMove(items, 1, 0)).toEqual([
    { id: "b", position: 1 },
    { id: "a", position: 4 },
  ]);
});

it("moves one over the whole list", () => {
  expect(placesAfterMove(items, 0, 2)).toEqual([
    { id: "b", position: 1 },
    { id: "c", position: 4 },
    { id: "a", position: 9 },
  ]);
});

it("parts those that shared a place", () => {
  const tied = items.map((item) => ({ ...item, position: 1 }));
  expect(placesAfterMove(tied, 2, 1)).toEqual([
    { id: "c", position: 2 },
    { id: "b", position: 3 },
  ]);
});

it("does nothing at the ends", () => {
  expect(placesAfterMove(items, 0, -1)).toEqual([]);
  expect(placesAfterMove(items, 2, 3)).toEqual([]);
});
