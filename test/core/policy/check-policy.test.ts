import { describe, expect, test } from "vitest";
import { assertUsablePolicy, checkPolicy } from "../../../core/policy/check-policy.ts";
import { writtenPolicySchema } from "../../../core/policy/policy.ts";
import { policy } from "../../support/facts.ts";

const DEVELOPMENT = { name: "development" };
const ARCHIVED = { name: "archived", from: "any" };

function problems(...stages: unknown[]) {
  return checkPolicy(writtenPolicySchema.parse({ schemaVersion: 1, stages })).map(({ path, found }) => [
    path,
    found,
  ]);
}

const withProduction = (part: Record<string, unknown>, ...more: unknown[]) =>
  problems(DEVELOPMENT, { name: "production", from: ["development"], ...part }, ARCHIVED, ...more);

describe("checkPolicy", () => {
  test("has nothing to say about a sound policy", () => {
    expect(checkPolicy(policy({ metrics: ["candidate.auc >= holder.auc"] }))).toEqual([]);
  });

  test.each([
    ["a name twice", [DEVELOPMENT, ARCHIVED, ARCHIVED], "stages[2].name", '"archived", as stages[1]'],
    ["a first stage with from", [{ ...DEVELOPMENT, from: "any" }], "stages[0].from", "any"],
    ["a later stage without", [DEVELOPMENT, { name: "staging" }], "stages[1].from", "nothing"],
    [
      "an unknown stage in from",
      [DEVELOPMENT, { name: "staging", from: ["prod"] }],
      "stages[1].from[0]",
      '"prod"',
    ],
    [
      "itself in from",
      [DEVELOPMENT, { name: "staging", from: ["staging"] }],
      "stages[1].from[0]",
      '"staging" itself',
    ],
  ])("finds %s", (_, stages, path, found) => {
    expect(problems(...stages)).toEqual([[path, found]]);
  });

  test.each([
    ["one holder and nowhere to go", { holders: "one" }, "stages[1].displaced", "nothing"],
    ["rollback rules where many may stand", { rollback: {} }, "stages[1].rollback", "rules"],
    [
      "a rollback condition that does not compile",
      { holders: "one", displaced: "archived", rollback: { metrics: ["candidate.auc >="] } },
      "stages[1].rollback.metrics[0]",
      expect.any(String),
    ],
    ["many holders and displacement", { displaced: "archived" }, "stages[1].displaced", '"archived"'],
    [
      "displacement to an unknown stage",
      { holders: "one", displaced: "old" },
      "stages[1].displaced",
      '"old"',
    ],
    [
      "displacement to itself",
      { holders: "one", displaced: "production" },
      "stages[1].displaced",
      '"production" itself',
    ],
  ])("finds %s", (_, part, path, found) => {
    expect(withProduction(part)).toEqual([[path, found]]);
  });

  test("finds displacement to where nobody may go", () => {
    const [[path, found] = []] = withProduction({ holders: "one", displaced: "development" });
    expect([path, found]).toEqual(["stages[1].displaced", '"development", which is entered from nowhere']);
    const retired = { name: "retired", from: "any", holders: "one", displaced: "archived" };
    expect(withProduction({ holders: "one", displaced: "retired" }, retired)).toEqual([
      ["stages[1].displaced", '"retired", which has one holder'],
    ]);
  });

  test.each([
    ["candidate.auc >=", "at character"],
    ["candidate.auc", "a number"],
    ["candidat.auc > 0.5", "candidat"],
    ["candidate > 0.5", "candidate"],
    ["1 < 2", "none"],
    ["has(candidate.auc)", "has()"],
    ["candidate.all(m, m > 0)", "a loop"],
    ["candidate.auc > 'high'", "text"],
    ["candidate.name.matches('(a+)+$')", "matches()"],
    ["(candidate.auc > 0.5) + 1 > 2", "a truth"],
    ["candidate.auc >= holder.auc", "candidate.auc >= holder.auc"],
  ])("finds that %s is no condition here", (condition, found) => {
    const [[path, text] = []] = withProduction({ require: { metrics: [condition] } });
    expect(path).toBe("stages[1].require.metrics[0]");
    expect(text).toContain(found);
  });

  test("finds a check that is asked for twice", () => {
    const check = { name: "validate", app: "github-actions" };
    expect(withProduction({ require: { checks: [check, check] } }).map(([path]) => path)).toEqual([
      "stages[1].require.checks[1]",
    ]);
  });

  test("finds no fault with checks that differ in App, name or commit, nor with rules that a stage may have", () => {
    const check = { name: "validate", app: "github-actions" };
    const checks = [check, { ...check, app: "ci" }, { ...check, name: "lint" }, { ...check, on: "training" }];
    expect(withProduction({ require: { checks } })).toEqual([]);
    expect(withProduction({ require: { checks: [check, { ...check, on: "head" }] } })).toEqual([
      ["stages[1].require.checks[1]", '"validate" of github-actions again'],
    ]);
    const one = { holders: "one", displaced: "archived", rollback: {} };
    expect(withProduction({ ...one, require: { metrics: ["candidate.auc >= holder.auc"] } })).toEqual([]);
  });

  test("a holder may be displaced to a stage that names where it comes from, and to no other", () => {
    const to = (from: string[]) =>
      withProduction({ holders: "one", displaced: "retired" }, { name: "retired", from });
    expect(to(["archived", "production"])).toEqual([]);
    expect(to(["archived", "development"])).toEqual([
      ["stages[1].displaced", '"retired", which is entered from archived, development'],
    ]);
  });

  test("a usable policy raises nothing", () => {
    expect(() => assertUsablePolicy(policy(), "pedigree.yml")).not.toThrow();
  });

  test("finds approvals that can never be met", () => {
    const approvals = (count: number, ...from: unknown[]) =>
      withProduction({ require: { approvals: { count, from } } });
    expect(approvals(2, { user: "alice" }, { user: "Alice" })).toEqual([
      ["stages[1].require.approvals.count", "2"],
    ]);
    expect(approvals(2, { user: "alice" }, { user: "bob" })).toEqual([]);
    expect(approvals(9, { user: "alice" }, { team: "acme/leads" })).toEqual([]);
    expect(approvals(9, { user: "alice" }, { permission: "maintain" })).toEqual([]);
    const each = [{ from: [{ team: "acme/leads" }] }, { count: 2, from: [{ user: "alice" }] }];
    expect(withProduction({ require: { approvals: { each } } })).toEqual([
      ["stages[1].require.approvals.each[1].count", "2"],
    ]);
  });

  test("finds approvals from one list and from several groups", () => {
    const each = [{ from: "owners" }, { from: [{ team: "acme/leads" }] }];
    expect(withProduction({ require: { approvals: { each, from: "owners" } } })).toEqual([
      ["stages[1].require.approvals.from", "both"],
    ]);
  });

  test("raises the first problem and counts the rest in", () => {
    const broken = writtenPolicySchema.parse({
      schemaVersion: 1,
      stages: [DEVELOPMENT, { name: "a" }, { name: "b" }],
    });
    expect(() => assertUsablePolicy(broken, "pedigree.yml")).toThrowErrorMatchingInlineSnapshot(
      `[PedigreeError: policy cannot be used: pedigree.yml: stages[1].from: expected stages to come from, or any, found nothing; also wrong: stages[2].from (nothing)]`,
    );
  });
});

describe("checkPolicy on blocks and times", () => {
  test("finds blocks that ask for nothing, and looks into all others", () => {
    const require = { any: [{}, { all: [{ metrics: ["nonsense"] }] }] };
    expect(withProduction({ require }).map(([path]) => path)).toEqual([
      "stages[1].require.any[1].all[0].metrics[0]",
      "stages[1].require.any[0]",
    ]);
  });

  test("finds windows that make no sense", () => {
    const freeze = [{ days: ["fri"], hours: "18:00-06:00", zone: "UTC" }];
    expect(withProduction({ require: { freeze } })).toEqual([["stages[1].require.freeze[0]", "18:00-06:00"]]);
  });

  test("finds a time of waiting before the first stage", () => {
    expect(problems({ ...DEVELOPMENT, require: { soak: "1h" } })).toEqual([["stages[0].require.soak", "1h"]]);
    expect(withProduction({ require: { soak: "1h" } })).toEqual([]);
  });

  test("data that has to be fresher than the soak lasts could never enter", () => {
    const dated = (freshFor: string) =>
      withProduction({ require: { soak: "24h", data: { strength: "A", freshFor } } });
    expect(dated("1d")).toEqual([["stages[1].require.data.freshFor", "1d"]]);
    expect(dated("25h")).toEqual([]);
  });
});
