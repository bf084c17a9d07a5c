import { expect, test } from "vitest";
import { freeName } from "../../../core/run/free-name.ts";

test("a name that is taken gets the next number, and no two are the same", () => {
  const taken = new Set<string>();
  expect(["a", "a", "b", "a-2", "a"].map((name) => freeName(name, taken))).toEqual([
    "a",
    "a-2",
    "b",
    "a-2-2",
    "a-3",
  ]);
});
