import { expect, it } from "vitest";
import { seededDraw } from "../../../core/compare/seeded-random.ts";

const first = (text: string, below: number, count: number) => {
  const draw = seededDraw(text);
  return Array.from({ length: count }, () => draw(below));
};

it("gives the same numbers for the same text, and others for another", () => {
  expect(first("a", 1000, 20)).toEqual(first("a", 1000, 20));
  expect(first("a", 1000, 20)).not.toEqual(first("b", 1000, 20));
});

it("gives every number about equally often, and one says nothing of the next", () => {
  const drawn = first("even", 10, 50_000);
  const squares = (counts: readonly number[]) => {
    const expected = drawn.length / counts.length;
    return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  };
  const singles = Array.from({ length: 10 }, () => 0);
  const pairs = Array.from({ length: 100 }, () => 0);
  drawn.forEach((value, i) => {
    singles[value] = (singles[value] ?? 0) + 1;
    const pair = value * 10 + (drawn[i + 1] ?? 0);
    pairs[pair] = (pairs[pair] ?? 0) + 1;
  });
  // The 99.9 % points of chi-squared with 9 and 99 degrees of freedom: 27.88 and 148.23.
  expect(squares(singles)).toBeLessThan(27.88);
  expect(squares(pairs)).toBeLessThan(148.23);
});
