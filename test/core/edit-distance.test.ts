import fc from "fast-check";
import { expect, it } from "vitest";
import { editDistance } from "../../core/edit-distance.ts";
import { law } from "../support/law.ts";

it("counts a swap of neighbours as one slip", () => {
  expect(editDistance("promtoe", "promote")).toBe(1);
  expect(editDistance("rolbakc", "rollback")).toBe(2);
});

it("measures a distance: none to itself, the same both ways, at most the longer word", () => {
  law(fc.tuple(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 })), ([a, b]) => {
    expect(editDistance(a, a)).toBe(0);
    expect(editDistance(a, b)).toBe(editDistance(b, a));
    expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
  });
});
