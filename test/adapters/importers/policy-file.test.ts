import { describe, expect, test } from "vitest";
import { examinePolicy, parsePolicy } from "../../../adapters/importers/policy-file.ts";

function code(text: string): unknown {
  try {
    return parsePolicy(text);
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
}

describe("parsePolicy", () => {
  test("fills defaults, the strict ones", () => {
    const text = "schemaVersion: 1\nstages:\n  - { name: development, require: { approvals: {} } }\n";
    expect(parsePolicy(text)).toEqual({
      schemaVersion: 1,
      access: { register: [] },
      stages: [
        {
          name: "development",
          holders: "many",
          require: { approvals: { count: 1, not: ["requester", "author", "committer", "trainer"] } },
        },
      ],
    });
  });

  test.each([
    ["", "POLICY_INVALID"],
    ["stages: []\n", "POLICY_INVALID"],
    ["schemaVersion: 2\nstages: [{ name: development }]\n", "POLICY_INVALID"],
    ["schemaVersion: 1\nstages: [{ name: development }, { name: b }]\n", "POLICY_INVALID"],
    ["schemaVersion: 1\nschemaVersion: 1\n", "FILE_UNREADABLE"],
    ["stages: &a [*a]\n", "FILE_UNREADABLE"],
    [`# ${"x".repeat(70_000)}\n`, "FILE_TOO_LARGE"],
    ["- a\n".repeat(4_000), "FILE_TOO_LARGE"],
  ])("refuses %j", (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  test("refuses a time zone that there is not, in whichever block", () => {
    const text = (zone: string) =>
      `schemaVersion: 1\nstages: [{ name: development, require: { all: [{ freeze: [{ days: [fri], zone: ${zone} }] }] } }]\n`;
    expect(() => parsePolicy(text("Europe/Atlantis"))).toThrow(
      'stages[0].require.all[0].freeze[0].zone: expected an IANA time zone, such as Europe/Berlin, found "Europe/Atlantis"',
    );
    expect(() => parsePolicy(text("Europe/Berlin"))).not.toThrow();
  });

  test("names file, place, expected and found", () => {
    const text =
      "schemaVersion: 1\nstages:\n  - name: development\n  - { name: production, from: [development], require: { card: prod } }\n";
    expect(() => parsePolicy(text)).toThrowErrorMatchingInlineSnapshot(
      `[PedigreeError: document has the wrong form: pedigree.yml: stages[1].require.card: expected one of "development"|"staging"|"production", found "prod"]`,
    );
    expect(() => parsePolicy(text.replace("card: prod", "cards: 1"))).toThrowErrorMatchingInlineSnapshot(
      `[PedigreeError: document has the wrong form: pedigree.yml: stages[1].require.cards: expected no such key, found 1; allowed here: all, any, approvals, attestation, card, checks, data, evidence, freeze, metrics, soak]`,
    );
  });
});

describe("examinePolicy", () => {
  const HEAD = "schemaVersion: 1\nstages:\n  - name: development\n";
  const places = (text: string) =>
    examinePolicy(text).problems.map(({ line, path, expected, found }) => [line, path, expected, found]);

  test("finds nothing wrong with what parsePolicy takes, and gives the same policy", () => {
    expect(examinePolicy(HEAD)).toEqual({ policy: parsePolicy(HEAD), problems: [], more: 0, advice: [] });
  });

  test("names every place of another form, in the order of the file, each with its line", () => {
    const text = `${HEAD}  - name: production
    from: [development]
    require:
      metrcs: ["candidate.auc > 0.5"]
      attestation: { runner: self }
      freeze: [{ days: [fry], zone: UTC }]
      checks: [{ name: x }]
models:
  C-[a-z]: { stages: {} }
waivers:
  - { model: churn, stage: production, requirement: data, by: alice, reason: long enough, expires: soon }
acces: {}
`;
    expect(places(text)).toEqual([
      [7, "stages[1].require.metrcs", "no such key", "a list of 1"],
      [8, "stages[1].require.attestation.runner", 'one of "github-hosted"|"self-hosted"', '"self"'],
      [9, "stages[1].require.freeze[0].days[0]", expect.stringContaining('"fri"'), '"fry"'],
      [10, "stages[1].require.checks[0].app", "string or number", "nothing"],
      [12, "models.C-[a-z]", expect.stringContaining("a pattern is a model's name"), '"C-[a-z]"'],
      [14, "waivers[0].expires", "a date such as 2026-12-31", '"soon"'],
      [15, "acces", "no such key", "an object with 0 keys"],
    ]);
    const [unknown] = examinePolicy(text).problems;
    expect(unknown?.allowed).toContain("metrics");
    expect(examinePolicy(text).policy).toBeNull();
  });

  test("shows digits beyond a double as they were written", () => {
    expect(places(`${HEAD}    require:\n      approvals: { count: 1e400 }\n`)).toEqual([
      [5, "stages[0].require.approvals.count", expect.stringContaining("number"), '"1e400"'],
    ]);
  });

  test("names every rule that is broken across fields, those of time zones and patterns as well", () => {
    const text = `${HEAD}  - name: production
    from: [nowhere]
    require: { freeze: [{ days: [fri], zone: Mars }] }
models:
  "credit-*":
    stages:
      production:
        require: {}
`;
    expect(places(text)).toEqual([
      [5, "stages[1].from[0]", "one of development, production", '"nowhere"'],
      [6, "stages[1].require.freeze[0].zone", "an IANA time zone, such as Europe/Berlin", '"Mars"'],
      [11, 'models["credit-*"].stages.production.require', "at least one requirement", "none"],
    ]);
  });

  test("counts those for which there is no room", () => {
    const stages = Array.from({ length: 20 }, (_, at) => `  - { name: s${at}, a: 1, b: 1, c: 1 }\n`).join("");
    const { problems, more } = examinePolicy(`schemaVersion: 1\nstages:\n${stages}`);
    expect([problems.length, more]).toEqual([50, 10]);
  });

  test("gives advice about a policy that can be used, with the line", () => {
    const text = `${HEAD}  - name: production
    from: [development]
    require:
      checks: [{ name: x, app: github-actions }]
`;
    const { policy, advice } = examinePolicy(text);
    expect(policy).not.toBeNull();
    expect(advice.map(({ line, path }) => [line, path])).toEqual([
      [7, "stages[1].require.checks[0].workflow"],
    ]);
  });

  test("says where a file is no YAML", () => {
    expect(places("a: [\n")).toEqual([[null, "line 2, column 1", "YAML", expect.stringContaining("]")]]);
  });
});
