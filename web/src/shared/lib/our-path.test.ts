import { expect, it } from "vitest";
import { isOurPath } from "./our-path";

it("accepts only paths of this site", () => {
  expect(isOurPath("/leads?q=rossi")).toBe(true);
  for (const other of ["//evil.example", "/\\evil.example", "https://evil.example", "leads", 7]) {
    expect(isOurPath(other)).toBe(false);
  }
});
