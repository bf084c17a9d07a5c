import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  commitShaSchema,
  instantSchema,
  modelNameSchema,
  repositoryNameSchema,
  stageNameSchema,
} from "../../core/names.ts";

const isModel = (name: string) => modelNameSchema.safeParse(name).success;

describe("model names", () => {
  test.each(["churn", "0", "credit-scoring_v2.1", "a".repeat(63)])("%s is one", (name) => {
    expect(isModel(name)).toBe(true);
  });

  test.each([
    "",
    "..",
    "a..b",
    ".a",
    "-a",
    "a.",
    "a.lock",
    "a.git",
    "Churn",
    "a/b",
    "a\\b",
    "a b",
    "a\n",
    "сhurn",
    "con",
    "nul.txt",
    "com1",
    "a".repeat(64),
  ])("%j is none", (name) => {
    expect(isModel(name)).toBe(false);
  });

  test("every one is a safe path segment and a safe part of a branch", () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from("abz09._-/\\~^: \n@{")), maxLength: 8 });
    fc.assert(
      fc.property(text.filter(isModel), (name) => {
        expect(name).not.toMatch(/\.\.|[/\\~^:?*[\s@{]|^[.-]|\.$|\.lock$/);
      }),
    );
  });
});

test("stage names fit a label", () => {
  expect(`stage: ${"a".repeat(40)}`.length).toBeLessThanOrEqual(50);
  expect(["production", "pre-prod2"].every((name) => stageNameSchema.safeParse(name).success)).toBe(true);
  expect(
    ["Production", "2nd", "a b", "a".repeat(41), ""].some((name) => stageNameSchema.safeParse(name).success),
  ).toBe(false);
});

test("a commit is forty hex digits and nothing that resolves to one", () => {
  expect(commitShaSchema.safeParse("a".repeat(40)).success).toBe(true);
  for (const name of ["HEAD", "main", "a".repeat(39), "A".repeat(40), `${"a".repeat(40)}\n`]) {
    expect(commitShaSchema.safeParse(name).success).toBe(false);
  }
});

test("repositories and moments have one form", () => {
  expect(repositoryNameSchema.safeParse("acme/churn").success).toBe(true);
  expect(repositoryNameSchema.safeParse("mona-cat_acme/churn").success).toBe(true);
  expect(
    ["acme", "acme/a/b", "acme/ ", "../x"].some((name) => repositoryNameSchema.safeParse(name).success),
  ).toBe(false);
  expect(instantSchema.safeParse("2026-01-31T12:00:00.5Z").success).toBe(true);
  expect(["2026-01-31", "2026-01-31T12:00:00+01:00"].some((at) => instantSchema.safeParse(at).success)).toBe(
    false,
  );
});
