import { describe, expect, test } from "vitest";
import { z } from "zod";
import { PedigreeError } from "../../core/errors.ts";
import { describeValue, examineForm, formatPath, parseWith } from "../../core/parse.ts";

const schema = z.strictObject({
  name: z.string(),
  size: z.int().min(1).optional(),
  list: z.array(z.union([z.literal("any"), z.strictObject({ team: z.string() })])).optional(),
  rows: z.record(z.string(), z.number()).optional(),
});

function problem(value: unknown): readonly unknown[] {
  try {
    parseWith(schema, value, "thing.yml", "POLICY_INVALID");
  } catch (error) {
    if (error instanceof PedigreeError) {
      const { path, expected, found, remedy } = error.details;
      return [error.code, path, expected, found, remedy];
    }
  }
  return [];
}

describe("parseWith", () => {
  test("gives the parsed value", () => {
    expect(parseWith(schema, { name: "a" }, "thing.yml")).toEqual({ name: "a" });
  });

  test.each([
    [null, ["", "object", "null"]],
    [{}, ["name", "string", "nothing"]],
    [{ name: "a", size: 0 }, ["size", "number to be >=1", "0"]],
    [{ name: "a", list: ["any", "all"] }, ["list[1]", '"any" or object', '"all"']],
    [{ name: "a", rows: { x: "1" } }, ["rows.x", "number", '"1"']],
  ])("names place, expected and found for %j", (value, [path, expected, found]) => {
    expect(problem(value)).toEqual(["POLICY_INVALID", path, expected, found, undefined]);
  });

  test("counts what is wrong beyond the first", () => {
    expect(problem({ name: 1, size: 0, rows: 3 }).at(-1)).toBe("2 more problems after this one");
    expect(problem({ name: "a", nmae: "b", size: 0, nam: "c" }).at(-1)).toBe("1 more problem after this one");
  });

  test("says which keys there are", () => {
    expect(problem({ name: "a", nmae: "b" }).slice(1)).toEqual([
      "nmae",
      "no such key",
      '"b"',
      "allowed here: list, name, rows, size",
    ]);
    expect(problem({ name: "a", nmae: "b", nam: "c" }).at(-1)).toBe(
      "allowed here: list, name, rows, size; 1 more problem after this one",
    );
  });
});

test("an examination gives the problems as values, up to a number", () => {
  expect(examineForm(schema, { name: "a" }, 1)).toEqual({ ok: true, value: { name: "a" } });
  expect(examineForm(schema, { name: 1, size: 0, rows: 3 }, 2)).toEqual({
    ok: false,
    problems: [
      { path: "name", expected: "string", found: "1" },
      { path: "size", expected: "number to be >=1", found: "0" },
    ],
    more: 1,
  });
});

test("formatPath writes a path as people do", () => {
  expect(formatPath(["stages", 2, "require", "metrics", 0])).toBe("stages[2].require.metrics[0]");
  expect(formatPath([])).toBe("");
});

test("describeValue never shows the whole of something large", () => {
  expect(describeValue("x".repeat(10_000)).length).toBeLessThanOrEqual(80);
  expect([undefined, null, [1, 2], { a: 1 }, 3, Number.NaN, "x", true, 7n].map(describeValue)).toEqual([
    "nothing",
    "null",
    "a list of 2",
    "an object with 1 keys",
    "3",
    "NaN",
    '"x"',
    "true",
    "7",
  ]);
});
