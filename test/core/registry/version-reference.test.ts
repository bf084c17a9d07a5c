import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modelNameSchema } from "../../../core/names.ts";
import { stagesSchema } from "../../../core/registry/stages.ts";
import {
  formatVersionReference,
  nothingMeant,
  parseVersionReference,
  versionsMeant,
} from "../../../core/registry/version-reference.ts";

const standing = (stage: string) => ({ stage, since: "2026-01-01T00:00:00Z", run: "1".repeat(32), pull: 1 });
const stages = (holders: Record<string, number[]>, versions: Record<string, object> = {}) =>
  stagesSchema.parse({
    schemaVersion: 1,
    kind: "stages",
    model: "churn",
    sequence: 1,
    last: null,
    versions,
    holders,
  });
const whichOf = (text: string) => {
  const reference = parseVersionReference(`churn@${text}`);
  if (reference === undefined) throw new Error(`${text} is no reference`);
  return reference.which;
};

describe("a reference to a version", () => {
  it.each([
    ["churn@production", { model: "churn", which: { kind: "stage", stage: "production" } }],
    ["churn@3", { model: "churn", which: { kind: "version", version: 3 } }],
    ["a.b-c@x1", { model: "a.b-c", which: { kind: "stage", stage: "x1" } }],
  ])("%s", (text, expected) => {
    expect(parseVersionReference(text)).toEqual(expected);
  });

  it.each([
    "churn",
    "churn@",
    "@3",
    "churn@0",
    "churn@03",
    "churn@-1",
    "churn@1000001",
    "churn@v1.0",
    "churn@Production",
    "churn@a@b",
    "../x@1",
    "Churn@1",
    "churn @1",
  ])("%s is none", (text) => {
    expect(parseVersionReference(text)).toBeUndefined();
  });

  it("is read back as it was written", () => {
    const which = fc.oneof(
      fc.integer({ min: 1, max: 1_000_000 }).map(String),
      fc.stringMatching(/^[a-z][a-z0-9-]{0,39}$/),
    );
    const model = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,62}$/);
    const isName = (name: string) => modelNameSchema.safeParse(name).success;
    fc.assert(
      fc.property(model.filter(isName), which, (name, text) => {
        const reference = parseVersionReference(`${name}@${text}`);
        expect(reference && formatVersionReference(reference)).toBe(`${name}@${text}`);
      }),
    );
  });
});

describe("which versions are meant", () => {
  const both = stages(
    { production: [1, 4], archived: [] },
    { "1": standing("production"), "4": standing("production") },
  );

  it("finds all that hold a stage, or the one of a number", () => {
    expect(versionsMeant(both, whichOf("production"))).toEqual([1, 4]);
    expect(versionsMeant(both, whichOf("4"))).toEqual([4]);
  });

  it.each([
    ["2", "VERSION_UNKNOWN", "model churn: expected one of 1, 4, found 2"],
    ["staging", "STAGE_UNKNOWN", "expected one of production, or a version's number, found staging"],
    ["archived", "STAGE_UNKNOWN", "expected one of production, or a version's number, found archived"],
    ["constructor", "STAGE_UNKNOWN", "found constructor"],
  ])("says what there is in place of %s", (text, code, words) => {
    expect(versionsMeant(both, whichOf(text))).toEqual([]);
    const error = nothingMeant(both, whichOf(text));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });

  it("says that there is nothing yet, and names the newest of very many", () => {
    expect(nothingMeant(stages({}), whichOf("1")).message).toContain(
      "expected a version (there is none yet)",
    );
    const many = Array.from({ length: 25 }, (_, at) => [String(at + 1), standing("production")]);
    const { message } = nothingMeant(stages({}, Object.fromEntries(many)), whichOf("99"));
    expect(message).toContain("one of 6, 7,");
    expect(message).toContain("25 and 5 more");
  });
});
