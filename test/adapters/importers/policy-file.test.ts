import { describe, expect, test } from "vitest";
import { parsePolicy } from "../../../adapters/importers/policy-file.ts";

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
      `[PedigreeError: document has the wrong form: pedigree.yml: stages[1].require.cards: expected no such key, found 1]`,
    );
  });
});
