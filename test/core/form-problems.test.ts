import { describe, expect, it } from "vitest";
import { z } from "zod";
import { formProblems } from "../../core/form-problems.ts";

const approver = z.union([
  z.strictObject({ team: z.string().regex(/\//, "a team is written organisation/slug") }),
  z.strictObject({ user: z.string(), id: z.int().optional() }),
]);

const schema = z.strictObject({
  when: z.iso.date().optional(),
  at: z.iso.datetime().optional(),
  where: z.url().optional(),
  from: z.union([z.array(approver), z.literal("owners")]).optional(),
  rule: z.union([z.literal("required"), z.strictObject({ runner: z.enum(["a", "b"]) })]).optional(),
  rows: z
    .record(z.string().regex(/^[a-z]+$/, "a lower-case name"), z.strictObject({ size: z.int().default(1) }))
    .optional(),
});

const lists = z.union([
  z.strictObject({ words: z.array(z.string()) }),
  z.strictObject({ numbers: z.array(z.int()) }),
]);

const problemsOf = (one: z.ZodType, value: unknown) =>
  formProblems(one, one.safeParse(value).error?.issues ?? []);

const problems = (value: unknown) =>
  problemsOf(schema, value).map(({ path, expected, allowed, isKey }) => [
    path.join("."),
    expected,
    ...(allowed === undefined ? [] : [allowed.join(" ")]),
    ...(isKey === true ? ["key"] : []),
  ]);

describe("what is wrong with a form", () => {
  it.each([
    [{ when: "soon" }, [["when", "a date such as 2026-12-31"]]],
    [{ at: "soon" }, [["at", "a moment such as 2026-12-31T12:00:00Z"]]],
    [{ where: "there" }, [["where", "an address such as https://example.org/form"]]],
  ])("is said of %j in words that show the form", (value, expected) => {
    expect(problems(value)).toEqual(expected);
  });

  it("is each unknown key, with those that there are", () => {
    expect(problems({ wen: 1, form: 2, rows: { a: { seize: 3 } } })).toEqual([
      ["rows.a.seize", "no such key", "size"],
      ["wen", "no such key", "at from rows rule when where"],
      ["form", "no such key", "at from rows rule when where"],
    ]);
  });

  it("is a key of another form", () => {
    expect(problems({ rows: { A1: { size: 1 } } })).toEqual([["rows.A1", "a lower-case name", "key"]]);
  });

  it("lies inside the form that was meant, where that can be told", () => {
    expect(problems({ rule: { runner: "c" } })).toEqual([["rule.runner", 'one of "a"|"b"']]);
    expect(problems({ rule: { runer: "a" } })).toEqual([
      ["rule.runner", 'one of "a"|"b"'],
      ["rule.runer", "no such key", "runner"],
    ]);
    expect(problems({ from: [{ team: "acme" }] })).toEqual([
      ["from.0.team", "a team is written organisation/slug"],
    ]);
    expect(problems({ from: [{ user: "carol", id: "7" }] })).toEqual([["from.0.id", "number"]]);
  });

  it("is described at so many places inside one, and not at thousands", () => {
    const many = Array.from({ length: 5000 }, (_, at) => `k${at}`);
    expect(problemsOf(lists, { words: many.map(() => 1) })).toHaveLength(50);
    expect(problemsOf(schema, Object.fromEntries(many.map((key) => [key, 1])))).toHaveLength(50);
  });

  it("lies in the form whose keys they are, in however many places", () => {
    const places = problemsOf(lists, { words: [1, 2, 3] }).map(({ path }) => path);
    expect(places).toEqual([0, 1, 2].map((at) => ["words", at]));
  });

  it("stays with the choice where it cannot be told", () => {
    expect(problems({ rule: "optional" })).toEqual([["rule", '"required" or object']]);
    expect(problems({ from: "everybody" })).toEqual([["from", 'array or "owners"']]);
  });
});
