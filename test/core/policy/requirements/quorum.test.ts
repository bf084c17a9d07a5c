import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canFill, type GroupCount } from "../../../../core/policy/requirements/quorum.ts";
import { law } from "../../../support/law.ts";

const group = (count: number, ...people: number[]): GroupCount => ({ count, people: new Set(people) });

/** Tries everybody in every place, one place after the other. */
function tried(places: readonly ReadonlySet<number>[], gone: ReadonlySet<number>): boolean {
  const [place, ...others] = places;
  if (place === undefined) return true;
  return [...place].some((person) => !gone.has(person) && tried(others, new Set([...gone, person])));
}

const placesOf = (groups: readonly GroupCount[]) =>
  groups.flatMap(({ count, people }) => Array.from({ length: count }, () => people));

const someGroups = fc.array(
  fc.record({
    count: fc.integer({ min: 1, max: 2 }),
    people: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 5 }).map((ids) => new Set(ids)),
  }),
  { minLength: 1, maxLength: 4 },
);

describe("filling groups with different people", () => {
  test("two groups of three with one person between them cannot be filled, however many the third has", () => {
    expect(canFill([group(1, 1), group(1, 1), group(1, 2, 3, 4)], 0)).toBe(false);
    expect(canFill([group(1, 1), group(1, 1, 2), group(1, 2, 3)], 0)).toBe(true);
  });

  test("is possible exactly where trying everybody in every place finds a way", () => {
    law(someGroups, (groups) => {
      expect(canFill(groups, 0)).toBe(tried(placesOf(groups), new Set()));
    });
  });

  test("with one to spare is possible exactly where it is without any one of the people", () => {
    law(someGroups, (groups) => {
      const without = [0, 1, 2, 3, 4, 5, 6].every((person) => tried(placesOf(groups), new Set([person])));
      expect(canFill(groups, 1)).toBe(without);
    });
  });

  test("of ten groups takes no time to speak of", () => {
    const people = Array.from({ length: 200 }, (_, id) => id);
    expect(
      canFill(
        Array.from({ length: 10 }, () => group(20, ...people)),
        0,
      ),
    ).toBe(true);
  });
});
