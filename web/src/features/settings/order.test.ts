import { describe, expect, it } from "vitest";
import { afterMove, placesAfterMove, placesIn } from "./order";

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

describe("an order that is put whole", () => {
  const three = [
    { id: "a", position: 1 },
    { id: "b", position: 1 },
    { id: "c", position: 7 },
  ];

  it("has one a step further, or is the same list at the end", () => {
    expect(afterMove(three, "b", -1).map(({ id }) => id)).toEqual(["b", "a", "c"]);
    expect(afterMove(three, "c", 1)).toBe(three);
  });

  it("shares out the places it has, each once", () => {
    expect([...placesIn(afterMove(three, "c", -1))]).toEqual([
      ["a", 1],
      ["c", 2],
      ["b", 7],
    ]);
  });
});
